### The command line

chat-begins = SIM Clinic. Send a card number; Ctrl-D ends.

doctor-ok = ok　{ $what }: { $found }
doctor-bad = FAILS　{ $what }: { $found }
doctor-settings = settings
doctor-settings-read = read
doctor-settings-strangers = there are no such settings: { $names }
doctor-texts = texts
doctor-texts-read = { $names }
doctor-rules = rule packs
doctor-rules-read = { $names }; default { $default }
doctor-store = store
doctor-store-read = { $path }, cards: { $count }
doctor-shop = seller's links
doctor-shop-full = recharge, real name and support are set
doctor-shop-missing = not set: { $names } (answers will say "ask your seller")

cards-count = Cards: { $count }
cards-none = No such card: { $number }
cards-not-iccid = Not a card number: { $number }
cards-removed = Cards removed: { $count }
cards-exported = Cards exported: { $count }, to { $file }
cards-imported = { $added } added, { $changed } changed, { $unchanged } unchanged, { $refused } refused
cards-tried = Dry run, nothing written: { $added } added, { $changed } changed, { $unchanged } unchanged, { $refused } refused
cards-repeated = Rows that repeat a card: { $repeated }; the last one counts
cards-refused-file = The refused rows and why: { $file }
cards-importing = Importing

serve-page = The page is at { $url }
serve-channels = Channels running: { $names }
serve-open-door = WARNING: serving to the outside without SIMCLINIC_API_KEY; anyone can look cards up through the API.
problem-address = cannot listen on { $host }, port { $port }; it may be taken
