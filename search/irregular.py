"""Forms that English makes without an ending: “kept” is found by “keep”, “women” by “woman”.

Forms that are more often another word are left out: left, found, felt, saw, rose, led, lay, ground.
"""

_FORMS = """
become: became
begin: began begun
bring: brought
build: built
buy: bought
catch: caught
child: children
choose: chose chosen
cling: clung
come: came
deal: dealt
draw: drew drawn
drink: drank drunk
drive: drove driven
eat: ate eaten
fall: fell fallen
fight: fought
fly: flew flown
foot: feet
forbid: forbade forbidden
forget: forgot forgotten
forgive: forgave forgiven
freeze: froze frozen
get: got gotten
give: gave given
go: went gone goes
grow: grew grown
half: halves
hear: heard
hide: hid hidden
hold: held
keep: kept
knife: knives
know: knew known
lend: lent
lose: lost
make: made
man: men
mean: meant
meet: met
mouse: mice
overcome: overcame
oversee: oversaw overseen
pay: paid
overpay: overpaid
underpay: underpaid
repay: repaid
prove: proven
rebuild: rebuilt
rise: risen
run: ran
say: said
see: seen
seek: sought
sell: sold
send: sent
shake: shook shaken
shelf: shelves
shrink: shrank shrunk
sing: sang sung
sink: sank sunk
sleep: slept
speak: spoken
spend: spent
overspend: overspent
stand: stood
steal: stole stolen
stick: stuck
strike: struck
swear: swore sworn
sweep: swept
swim: swam
take: took taken
undertake: undertook undertaken
mistake: mistook mistaken
teach: taught
tell: told
thief: thieves
think: thought
throw: threw thrown
tooth: teeth
understand: understood
wake: woke woken
wear: wore worn
weave: woven
wife: wives
win: won
withdraw: withdrew withdrawn
withhold: withheld
woman: women
write: wrote written
rewrite: rewrote rewritten
"""

_LINES = (line.split(": ") for line in _FORMS.split("\n") if line)
BASES = {form: base for base, forms in _LINES for form in forms.split()}


def base_of(word: str) -> str:
    """The word whose form this is; itself if it is no such form. Small letters."""
    return BASES.get(word, word)
