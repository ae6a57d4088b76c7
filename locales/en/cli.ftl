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

refused-no-iccid = column { $column }: no card number
refused-not-iccid = column { $column }: "{ $value }" isn't a card number
refused-rounded = column { $column }: a spreadsheet has changed "{ $value }" (long numbers end in zeros or E+19); format that column as text
refused-bad-digits = column { $column }: "{ $value }" should be { $digits } digits
refused-bad-value = column { $column }: "{ $value }" isn't understood
refused-bad-flag = column { $column }: "{ $value }" should be true or false
refused-bad-months = column { $column }: "{ $value }" should be 0 to 9 months
refused-unknown-rules = column { $column }: there is no rule pack "{ $value }"
refused-bad-size = column { $column }: "{ $value }" isn't an amount of data; write 100 or 1.5GB
refused-bad-date = column { $column }: "{ $value }" isn't a date; write 2026-11-30
refused-too-long = column { $column }: too long, at most { $limit } characters
refused-too-many-cells = this row has { $cells } cells, the header only { $columns }
refused-broken-row = the quotes in this row don't match

serve-page = The page is at { $url }
serve-channels = Channels running: { $names }
serve-open-door = WARNING: serving to the outside without SIMCLINIC_API_KEY; anyone can look cards up through the API.
problem-address = cannot listen on { $host }, port { $port }; it may be taken
