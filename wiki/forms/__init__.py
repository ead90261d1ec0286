"""Fields of the wiki’s pages."""

from wiki.forms.care import ProtectForm, ReviewForm
from wiki.forms.deciding import AcceptForm, AskForm, DeclineForm, ElsewhereForm
from wiki.forms.effects import EffectForm, EffectRemovalForm, SeeAlsoForm
from wiki.forms.own_words import NoteForm, OwnWordsForm
from wiki.forms.stakes import StakesForm
from wiki.forms.structure import (
    LONGEST_HEADING,
    LeaveForm,
    MergeForm,
    MoveForm,
    PlaceForm,
    SplitForm,
)
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
from wiki.forms.topics import NewTopicForm, SectionForm, TopicForm
from wiki.forms.views import (
    ArgumentForm,
    EditArgumentForm,
    EditOptionForm,
    OptionForm,
    PutBackForm,
)

__all__ = [
    "LONGEST_HEADING",
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
    "LeaveForm",
    "MergeForm",
    "MoveForm",
    "NewTopicForm",
    "NoteForm",
    "OptionForm",
    "OwnWordsForm",
    "PlaceForm",
    "ProtectForm",
    "PutBackForm",
    "ReviewForm",
    "SectionForm",
    "SeeAlsoForm",
    "SplitForm",
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
