"""What members may say of themselves: at most four groups each, so that none is small. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One attribute: what is asked, what it is for, and its groups by their stored names."""

    name: str
    asked: str
    groups: dict[str, str]


QUESTIONS = (
    Question(
        "age",
        "How old are you?",
        {"under-35": "Under 35", "35-54": "35 to 54", "55-69": "55 to 69", "70": "70 or older"},
    ),
    Question(
        "gender",
        "What is your gender?",
        {"woman": "Woman", "man": "Man", "other": "Another, or none of these"},
    ),
    Question(
        "ethnicity",
        "What is your ethnic background?",
        {
            "asian": "Asian or Asian British",
            "black": "Black, African, Caribbean or Black British",
            "white": "White",
            "other": "Mixed or another",
        },
    ),
    Question("disability", "Are you disabled?", {"yes": "Yes", "no": "No"}),
    Question(
        "carer",
        "Do you look after somebody who could not manage without you?",
        {"yes": "Yes", "no": "No"},
    ),
    Question("shifts", "Do you work shifts, or at night?", {"yes": "Yes", "no": "No"}),
)
BY_NAME = {question.name: question for question in QUESTIONS}
