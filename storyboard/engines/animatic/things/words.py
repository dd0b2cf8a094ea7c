"""Words that tell what an object is like and what it does."""

SIZES: dict[str, float] = {
    "tiny": 0.5, "little": 0.75, "small": 0.75, "short": 0.8, "large": 1.35, "big": 1.35, "great": 1.4,
    "tall": 1.3, "huge": 1.7, "enormous": 1.9, "giant": 2.0, "gigantic": 2.2, "massive": 1.8,
}  # fmt: skip


def _listed(doings: dict[str, str]) -> dict[str, str]:
    return {word: doing for doing, words in doings.items() for word in words.split()}


DOINGS: dict[str, str] = _listed({
    "lights": "light lights lighting ignites ignite kindles flares flare glows strikes switches flickers comes blinks",
    "opens": "opens opening unlocks unlock unfolds swings unseals opened",
    "open": "open ajar unlocked",
    "closes": "closes close closing shuts shut slams slam locks",
    "burns": "burns burn burning aflame blazing ablaze smoulders",
    "rings": "rings ring ringing buzzes buzzing tolls tolling vibrates chimes",
    "falls": "falls fall falling drops drop dropped tumbles topples",
    "spins": "spins spin spinning rotates rotating whirls twirls rolls rolling turns turning",
    "arrives": "arrives arrive arriving approaches approaching comes enters stops speeds drives pulls parks lands docks",
    "leaves": "leaves leaving departs departing sails drives-off",
    "unlit": "unlit extinguished dead",
})  # fmt: skip

HOMOGRAPHS = frozenset(
    ["light", "lights", "watch", "watches", "ring", "rings", "rock", "rocks", "fire", "fires", "book", "books", "drill", "drills", "bag", "bags", "bed", "box", "boxes", "bow", "camera-pans", "glass", "hand", "lock", "locks", "mask", "masks", "phone", "phones", "report", "screen", "screens", "set", "sign", "signs", "star", "stars", "table", "train", "trains", "walks", "ship", "ships", "boat", "mirror", "mirrors", "flower", "flowers", "map", "maps", "key", "keys", "paper", "case", "board", "plant", "plants", "bell", "radio", "radios", "safe", "torch", "gun", "guns", "bottle", "clock", "switch", "bus", "cup", "photograph", "photographs", "letter"]
)
"""Words that are verbs or adjectives as often as nouns: they are objects only after one of BEFORE_NOUNS."""

BEFORE_NOUNS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "my", "your", "our", "some", "any", "no", "one", "two", "three", "four", "five", "six", "many", "several", "old", "new", "ancient", "broken", "heavy", "open", "closed", "locked", "single", "last", "first", "another", "every", "each", "empty", "full", "bright", "dim", "lit", "unlit", "burning", "glowing", "folded", "torn", "sealed", "antique", "rusty", "dusty", "shiny", "sharp", "loaded", "ringing", "on", "of", "with", "diamond", "treasure", "pocket", "wrist", "street", "desk", "oil", "gas", "electric", "police", "steel", "camp"]
)

NOT_BEFORE = frozenset(
    ["room", "rooms", "keeper", "house", "maker", "seller", "shop", "store", "man", "woman", "boy", "girl", "driver", "captain", "yard", "master", "station", "lit", "light-house", "factory", "holder", "handle", "owner", "rider", "player", "thief", "guard", "dealer", "case-worker", "hunter", "tower", "crew", "post"]
)
"""What makes the word before it no object of its own: "the lamp room", "a ship captain"."""
