"""The words of places: which setting, hour and weather each of them names."""

SETTINGS: dict[str, str] = {
    # exteriors
    "sea": "sea ocean waves water open-sea high-seas atlantic pacific bay",
    "coast": "coast shore seashore shoreline coastline headland cape seaside",
    "cliff": "cliff cliffs cliff-top clifftop bluff precipice ledge",
    "harbour": "harbour harbor port quay pier dock docks wharf marina jetty waterfront",
    "beach": "beach sand sands dunes lagoon tropical-island island",
    "lighthouse": "lighthouse beacon",
    "field": "field fields meadow meadows pasture prairie plain plains grassland farm farmland "
    "countryside moor "
    "heath wheat cornfield paddock savannah steppe hill hills hilltop hillside",
    "forest": "forest wood woods woodland grove clearing thicket pines birches",
    "mountains": "mountain mountains peak peaks summit ridge alps valley pass canyon gorge highlands volcano",
    "desert": "desert dune sahara wasteland badlands mesa oasis outback",
    "street": "street streets city downtown avenue alley alleyway sidewalk pavement crossroads boulevard "
    "intersection "
    "town-street metropolis chinatown neon outside-the-bank bank-street",
    "skyline": "skyline cityscape skyscrapers skyscraper",
    "village": "village town square town-square market marketplace piazza plaza hamlet bazaar",
    "road": "road roadside highway motorway freeway lane track path petrol-station gas-station country-road",
    "bridge": "bridge viaduct",
    "river": "river riverbank stream brook canal lake lakeside pond waterfall",
    "garden": "garden park orchard yard backyard courtyard lawn playground greenhouse-garden vineyard "
    "terrace "
    "cemetery-garden porch front-yard",
    "snowfield": "arctic tundra glacier ice snowfield antarctic north-pole iceberg frozen-lake snowy-waste",
    "castle": "castle fortress citadel battlements ramparts palace-outside keep drawbridge",
    "space": "space orbit galaxy nebula stars-above outer-space deep-space",
    "moon": "moon-surface lunar mars planet asteroid crater the-moon surface-of-the-moon",
    "rooftop": "rooftop roof rooftops roof-top",
    "platform": "platform station train-station railway railroad tracks depot",
    "graveyard": "graveyard cemetery churchyard tombs grave graves",
    "jungle": "jungle rainforest",
    "swamp": "swamp marsh bog mire wetland bayou everglades",
    "battlefield": "battlefield battle trenches ruins ruin war-zone",
    "campsite": "camp campsite campfire tent",
    "underwater": "underwater seabed ocean-floor reef coral depths under-the-sea",
    "sky": "sky skies clouds-above in-the-air above-the-clouds",
    "house": "house cottage cabin-outside farmhouse mansion homestead doorstep porch-steps front-door villa",
    "parking": "parking-lot car-park parking lot",
    # interiors
    "lamp_room": "lamp-room lantern-room lamp-chamber",
    "stair": "stair stairs staircase stairwell spiral-stair spiral-staircase steps landing tower-stairs",
    "kitchen": "kitchen galley scullery pantry",
    "bedroom": "bedroom bunk-room dormitory hotel-room motel-room nursery attic bed-chamber loft-bedroom",
    "living_room": "living-room lounge sitting-room parlour parlor drawing-room apartment flat living "
    "salon home room "
    "dining-room loft indoors den",
    "hall": "hall hallway corridor passage lobby-corridor foyer vestibule ballroom entrance",
    "office": "office boardroom study desk newsroom headquarters detective-office meeting-room war-room "
    "conference-room briefing-room planning-room interrogation-room",
    "lobby": "lobby bank bank-lobby reception hotel-lobby atrium courthouse courtroom museum gallery",
    "vault": "vault strongroom strong-room bank-vault safe-room treasury vault-room",
    "bar": "bar cafe café tavern pub inn saloon restaurant diner nightclub club casino coffee-shop "
    "bistro canteen "
    "mess",
    "church": "church chapel cathedral temple monastery abbey nave sanctuary",
    "library": "library bookshop bookstore archive archives reading-room",
    "cave": "cave cavern grotto mine den-of mineshaft lair",
    "cellar": "cellar basement dungeon-cellar crypt catacombs boiler-room undercroft",
    "tunnel": "tunnel sewer sewers subway underground-passage metro crawlspace vent duct shaft underpass",
    "cabin": "ship-cabin captain-cabin cabin stateroom berth submarine engine-room",
    "deck": "deck ship boat ship-deck on-deck ferry yacht bow stern galleon trawler dinghy aboard",
    "car": "car taxi cab inside-the-car van getaway-car limousine truck dashboard front-seat back-seat "
    "backseat inside-the-van "
    "van-interior car-interior",
    "train": "train compartment carriage train-compartment train-carriage dining-car subway-car",
    "workshop": "workshop studio forge smithy laboratory lab atelier shed toolshed tool-shed",
    "cell": "cell prison jail prison-cell dungeon cage jail-cell",
    "throne_room": "throne-room throne great-hall palace court banquet-hall",
    "hospital": "hospital ward clinic surgery operating-room infirmary morgue hospital-room",
    "classroom": "classroom school schoolroom lecture-hall kindergarten",
    "lift": "lift elevator elevator-car lift-shaft",
    "warehouse": "warehouse garage hangar factory barn depot-interior storage storeroom loading-bay "
    "stable hideout "
    "loading-dock",
    "theatre": "theatre theater stage cinema auditorium opera concert-hall",
    "bathroom": "bathroom washroom restroom shower toilet",
    "bridge_deck": "spaceship spacecraft cockpit space-station control-room starship bridge-of-the-ship "
    "capsule airlock "
    "server-room control-centre control-center",
    "shop": "shop store supermarket grocery boutique jewellers pharmacy bakery toyshop",
}

INTERIORS = frozenset(
    [
        "lamp_room",
        "stair",
        "kitchen",
        "bedroom",
        "living_room",
        "hall",
        "office",
        "lobby",
        "vault",
        "bar",
        "church",
        "library",
        "cave",
        "cellar",
        "tunnel",
        "cabin",
        "car",
        "train",
        "workshop",
        "cell",
        "throne_room",
        "hospital",
        "classroom",
        "lift",
        "warehouse",
        "theatre",
        "bathroom",
        "bridge_deck",
        "shop",
    ]
)

HOUR_WORDS: dict[str, str] = {
    "dawn": "dawn sunrise daybreak first-light early-morning",
    "day": "day daylight daytime afternoon morning",
    "noon": "noon midday sunny sunlit sunshine bright-sun",
    "dusk": "dusk sunset golden-hour twilight evening nightfall sundown gloaming magic-hour",
    "night": "night midnight nighttime night-time dark darkness small-hours starlit after-dark starry",
    "moonlight": "moonlight moonlit moonrise full-moon",
}

WEATHER_WORDS: dict[str, str] = {
    "storm": "storm stormy thunderstorm thunder lightning tempest gale hurricane squall",
    "rain": "rain raining rainy drizzle downpour wet rain-soaked rainswept rain-swept rainstorm",
    "snow": "snow snowing snowy blizzard snowfall snowstorm snow-covered snowbound",
    "fog": "fog foggy mist misty haze hazy smog smoke smoky murky",
    "wind": "wind windy windswept breeze breezy gusts",
    "clouds": "cloudy overcast clouds gloomy grey-sky",
    "clear": "clear cloudless",
}
