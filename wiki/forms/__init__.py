"""Fields of the wiki’s pages."""

from wiki.forms.care import ProtectForm, ReviewForm
from wiki.forms.effects import EffectForm, EffectRemovalForm, SeeAlsoForm
from wiki.forms.own_words import NoteForm, OwnWordsForm
from wiki.forms.stakes import StakesForm
from wiki.forms.suggestions import (
    AcceptForm,
    DeclineForm,
    SuggestArgumentForm,
    SuggestedTopicForm,
    SuggestionForm,
    SuggestOptionForm,
    SuggestTopicForm,
    SuggestWordingForm,
    WordingForm,
)
from wiki.forms.topics import (
    NewTopicForm,
    PlaceForm,
    SectionForm,
    TopicForm,
)
from wiki.forms.views import (
    ArgumentForm,
    EditArgumentForm,
    EditOptionForm,
    OptionForm,
)

__all__ = [
    "AcceptForm",
    "ArgumentForm",
    "DeclineForm",
    "EditArgumentForm",
    "EditOptionForm",
    "EffectForm",
    "EffectRemovalForm",
    "NewTopicForm",
    "NoteForm",
    "OptionForm",
    "OwnWordsForm",
    "PlaceForm",
    "ProtectForm",
    "ReviewForm",
    "SectionForm",
    "SeeAlsoForm",
    "StakesForm",
    "SuggestArgumentForm",
    "SuggestOptionForm",
    "SuggestTopicForm",
    "SuggestWordingForm",
    "SuggestedTopicForm",
    "SuggestionForm",
    "TopicForm",
    "WordingForm",
]
