"""Fields of the wiki’s pages."""

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
    "NewTopicForm",
    "OptionForm",
    "PlaceForm",
    "SectionForm",
    "SuggestArgumentForm",
    "SuggestOptionForm",
    "SuggestTopicForm",
    "SuggestWordingForm",
    "SuggestedTopicForm",
    "SuggestionForm",
    "TopicForm",
    "WordingForm",
]
