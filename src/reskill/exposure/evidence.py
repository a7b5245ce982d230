"""What the estimate of a task rests on, in the words of pages, sheets and files."""

from __future__ import annotations

PERSON, PUBLISHED, MATCHED, MODEL, UNLIKE = "a person", "published", "matched", "model", "too unlike"  # the best first
MEANING = {
    PERSON: "a person's judgement in this project",
    PUBLISHED: "published ratings of this O*NET task",
    MATCHED: "published ratings of a matching task of the occupation",
    MODEL: "the trained model",
    UNLIKE: "nothing labelled is enough like it: low confidence",
}
