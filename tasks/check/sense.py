"""Reads the direction of optimization out of words.

Three layers, each asked only where the one before is silent: the verbs maximize and minimize; turns of phrase that can
state nothing but a wish (`as low as possible`, `the more, the better`); superlatives in the sentences that ask. A
superlative elsewhere, as in `the lowest bidder`, says nothing.
"""

import re

from schemas.solve import ObjectiveSense

Patterns = dict[ObjectiveSense, re.Pattern[str]]

EXPLICIT = {
    ObjectiveSense.maximize: re.compile(r"\bmaximi[sz]\w*", re.IGNORECASE),
    ObjectiveSense.minimize: re.compile(r"\bminimi[sz]\w*", re.IGNORECASE),
}
AS_CAN_BE = (
    r"\b[^.;?]{0,60}?\b as (?:\w+ ){0,2}?(?:possible|possibly|can|could|feasible|conceivable|achievable|attainable"
    r"|will go|goes|gets)\b"
)
BETTER = r" [^.;?]{0,80}?,? the (?:better|happier|best)\b"
WISHES = {
    ObjectiveSense.maximize: re.compile(
        r"\b(?:as (?:much|many|large|high|highly|great|big|wide|widely|long|far|rich|richly|strong|full|generous"
        rf"|profitable){AS_CAN_BE}"
        rf"|the (?:more|higher|larger|greater|bigger|wider|longer|further|farther|richer){BETTER}"
        r"|(?:highest|largest|greatest|biggest|widest|most) possible|possible maximum|make the most of"
        r"|best (?:the )?(?:more|higher|larger|bigger|greater)|(?:more|higher|bigger|larger) is better"
        r"|no (?:other )?plan (?:\w+ ){0,4}(?:more|higher))\b",
        re.IGNORECASE,
    ),
    ObjectiveSense.minimize: re.compile(
        r"\b(?:as (?:little|few|low|small|short|cheap|cheaply|quick|quickly|early|soon|near|close|closely|slight|modest"
        rf"|economical|economically|inexpensive|inexpensively|brief|light|narrow|lean|sparing|sparingly){AS_CAN_BE}"
        rf"|the (?:less|lower|fewer|smaller|shorter|cheaper|sooner|earlier|nearer|closer|narrower){BETTER}"
        r"|(?:lowest|smallest|cheapest|fewest|shortest|least|earliest) possible|possible minimum"
        r"|(?:keeps?|kept|keeping|held|hold|holding|bring|brings|bringing|brought|driven|drive|push|pushed|get)"
        r" (?:(?!not\b)[\w']+ ){0,8}?(?:down|to a minimum|to the minimum|in check)"
        r"|(?:less|lower|smaller|fewer|cheaper) is better"
        r"|no (?:other )?plan (?:\w+ ){0,4}(?:less|cheaper|fewer|lower))\b",
        re.IGNORECASE,
    ),
}
BOUNDS = re.compile(
    r"\b(?:at (?:the very )?(?:least|most)|no (?:more|less|fewer|higher|lower) than|not (?:more|less) than"
    r"|(?:a|the|its|as) (?:bare )?(?:minimum|maximum)(?: of)?(?= [$€£]?\d)"
    r"|(?:as|at) (?:(?:a|its|the) )?(?:minimum|maximum)"
    r"|(?:minimum|maximum) of|(?:minimum|maximum) holds|(?:is|are|being) (?:the|its|their|a) (?:minimum|maximum)"
    r"|the (?:most|least|largest|smallest|fewest|maximum|minimum) (?:[\w-]+ ){0,3}?"
    r"(?:that|which|it|they|he|she|we|you|anyone|anybody)"
    r"|largest (?:sum|amount|order|load|batch)s?|smallest (?:sum|amount|order|load|batch)s?)\b",
    re.IGNORECASE,
)
"""Words of constraints that look like a direction."""
CUES = {
    ObjectiveSense.maximize: re.compile(
        r"\b(?:highest|largest|greatest|biggest|widest|richest|maximum|maximal"
        r"|most (?:profit|money|revenue|value|benefit)\w*|(?:earns?|brings?|yields?|gains?|makes?|reach\w*) most"
        r"|the most)\b",
        re.IGNORECASE,
    ),
    ObjectiveSense.minimize: re.compile(
        r"\b(?:lowest|smallest|cheapest|least|fewest|shortest|narrowest|earliest|soonest|minimum|minimal"
        r"|most (?:economical|cheap|inexpensive)(?:ly)?)\b",
        re.IGNORECASE,
    ),
}
GOAL = re.compile(
    r"\?|\b(?:determine|find|decide|plan|choose|recommend|how|which|what|want|wish|seek|aim|goal|objective|asks"
    r"|looks? for|looking for|searching for|after|pick|select|should|ought|would like|hopes?|propose|suggest"
    r"|work out|purpose)",
    re.IGNORECASE,
)
JUDGED = re.compile(
    r"\b(?:best|better|worse|worst|cheap\w*|costly|possible|optimal\w*|optimum|favou?rable|efficient\w*|econom\w+"
    r"|advantageous\w*|profitabl[ey]|save|spare|prefer\w*|counts?|down)\b",
    re.IGNORECASE,
)
"""Words by which something is judged, so that a direction may be told in a way that nothing here reads."""
ORDER = re.compile(r"(?:please )?(?:get|keep|make|let|bring|hold|spend|cut|give|help|arrange|push)\b", re.IGNORECASE)
"""How a sentence begins that has something done."""
DEGREE = re.compile(
    r"\b(?:more|most|less|least|fewer|fewest|few|little|much|many|(?:high|low|short|long|small|great)(?:er|est)?|larger?)\b",
    re.IGNORECASE,
)
"""Words of degree, which may judge a plan where they stand in a sentence that asks or has something done."""


def stated_senses(text: str) -> frozenset[ObjectiveSense]:
    """Directions that words state: by their verbs, else as wishes, else by superlatives in the sentences that ask."""
    if explicit := matching(EXPLICIT, text):
        return explicit
    plain = BOUNDS.sub(" ", text)
    if wished := matching(WISHES, plain):
        return wished
    return matching(CUES, asking(plain))


def asking(text: str) -> str:
    """The sentences that ask for something."""
    return " ".join(part for part in sentences(text) if GOAL.search(part))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return re.split(r"(?<=[.?!])\s+", text)


def may_state_a_sense(text: str) -> bool:
    """Whether words that state no direction in a known way judge something all the same."""
    plain = BOUNDS.sub(" ", text)
    wishes = (part for part in sentences(plain) if GOAL.search(part) or ORDER.match(part))
    return bool(JUDGED.search(plain) or matching(CUES, plain) or any(map(DEGREE.search, wishes)))


def matching(patterns: Patterns, text: str) -> frozenset[ObjectiveSense]:
    """The senses whose pattern occurs."""
    return frozenset(sense for sense, pattern in patterns.items() if pattern.search(text))
