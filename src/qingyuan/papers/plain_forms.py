"""Explanations, citations and problems as plain data: the written forms with their schema names."""

from qingyuan.papers.json_text import Json
from qingyuan.papers.words import say
from qingyuan.rules.explanation import SCHEMA, Citation, Confidence, Step
from qingyuan.rules.messages import Message, Value, msg
from qingyuan.rules.problems import Problem

LONGEST_FIELD = 200


def step_form(step: Step, language: str, *, top: bool = True) -> dict[str, Json]:
    """Return an explanation tree in the form of `explanation-1.schema.json`."""
    form: dict[str, Json] = {"schema": SCHEMA} if top else {}
    form["kind"] = step.kind
    form["what"] = say(step.what, language)
    if step.facts:
        form["facts"] = dict(step.facts)
    if step.citations:
        form["citations"] = [citation_form(citation, language) for citation in step.citations]
    if step.steps:
        form["steps"] = [step_form(inner, language, top=False) for inner in step.steps]
    return form


def citation_form(citation: Citation, language: str) -> dict[str, Json]:
    """Return a citation; `absorbed` stands there where a later law took the article in."""
    form: dict[str, Json] = {
        "instrument": citation.instrument,
        "title": say(citation.title, language),
        "article": citation.article,
        "place": say(place_words(citation), language),
        "confidence": citation.confidence.value if citation.confidence else None,
    }
    if citation.absorbed:
        form["absorbed"] = {
            "instrument": citation.absorbed.instrument,
            "title": say(citation.absorbed.title, language),
            "since": citation.absorbed.since.isoformat(),
            "article": citation.absorbed.article,
        }
    return form


def citation_text(citation: Citation, language: str) -> str:
    """Return a citation in words, with its confidence and what absorbed it."""
    text = say(
        msg(
            "{title}, {place} ({known})",
            title=citation.title,
            place=place_words(citation),
            known=confidence_words(citation.confidence),
        ),
        language,
    )
    return text + absorbed_text(citation, language)


def confidence_words(confidence: Confidence | None) -> Message:
    """Return how well something is known, as a reader says it."""
    return {
        None: msg("confidence not said"),
        Confidence.VERBATIM: msg("verbatim"),
        Confidence.SECOND_HAND: msg("second-hand"),
        Confidence.RECALLED: msg("recalled, unverified"),
    }[confidence]


def place_words(citation: Citation) -> Value:
    """Return how the place of a citation is said."""
    return article_words(citation.article, citation.label)


def article_words(article: str, label: Value | None) -> Value:
    """Return how an article is cited: by its own label, or by its number."""
    if label is not None:
        return label
    return msg("art. {article}", article=article) if article[:1].isdigit() else article


def absorbed_text(citation: Citation, language: str) -> str:
    """Return what has to be said where a later law absorbed the cited article; else nothing."""
    absorbed = citation.absorbed
    if absorbed is None:
        return ""
    if absorbed.article is None:
        note = msg(
            "; absorbed since {since} by {title}, whose article is not known",
            since=absorbed.since,
            title=absorbed.title,
        )
    else:
        note = msg(
            "; since {since} {title}, art. {article}",
            since=absorbed.since,
            title=absorbed.title,
            article=absorbed.article,
        )
    return say(note, language)


def problem_form(problem: Problem, language: str) -> dict[str, Json]:
    """Return a problem in the form of `problem-1.schema.json`."""
    return {
        "code": problem.code,
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "line": problem.line,
        "field": problem.field,
        "what": say(problem.what, language),
        "remedy": say(problem.remedy, language),
    }


def problem_text(problem: Problem, language: str) -> str:
    """Return a problem as one line: where, what is wrong, and what to do."""
    where = [problem.file] if problem.file else []
    if problem.sheet:
        where.append(say(msg("sheet {sheet}", sheet=problem.sheet), language))
    if problem.row:
        where.append(say(msg("row {row}", row=problem.row), language))
    elif problem.line:
        where.append(say(msg("line {line}", line=problem.line), language))
    if problem.field:
        where.append(problem.field[:LONGEST_FIELD])
    what, remedy = problem.what, problem.remedy
    if where:
        return say(
            msg("{where}: {what}. {remedy}", where=where, what=what, remedy=remedy), language
        )
    return say(msg("{what}. {remedy}", what=what, remedy=remedy), language)
