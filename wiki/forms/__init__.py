"""Fields of the wiki’s pages."""

from wiki.forms.care import ProtectForm, ReviewForm
from wiki.forms.deciding import AcceptForm, AskForm, DeclineForm, ElsewhereForm
from wiki.forms.effects import EffectForm, EffectRemovalForm, SeeAlsoForm
from wiki.forms.own_words import NoteForm, OwnWordsForm
from wiki.forms.stakes import StakesForm
from wiki.forms.suggestions import (
    AnswerForm,
    SuggestArgumentForm,
    SuggestCorrectionForm,
    SuggestCostForm,
    SuggestEvidenceForm,
    SuggestionForm,
    SuggestMergeForm,
    SuggestOptionForm,
    SuggestPlaceForm,
    SuggestSplitForm,
    SuggestTopicForm,
    SuggestWordingForm,
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
    "AnswerForm",
    "ArgumentForm",
    "AskForm",
    "DeclineForm",
    "EditArgumentForm",
    "EditOptionForm",
    "EffectForm",
    "EffectRemovalForm",
    "ElsewhereForm",
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
    "SuggestCorrectionForm",
    "SuggestCostForm",
    "SuggestEvidenceForm",
    "SuggestMergeForm",
    "SuggestOptionForm",
    "SuggestPlaceForm",
    "SuggestSplitForm",
    "SuggestTopicForm",
    "SuggestWordingForm",
    "SuggestionForm",
    "TopicForm",
]
