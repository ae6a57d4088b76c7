### What each setting is for; the table in the documentation is made from this

setting-database = where the cards are kept; a fourth slash makes the path absolute
setting-demo = load the demo cards into an empty inventory
setting-default_lang = the language where nothing else tells it
setting-timezone = the zone of all dates
setting-rules = the rule pack where no better one is known
setting-recharge_url = where add-ons and renewals are bought; { "{iccid}" } is the card's number
setting-real_name_url = where the real-name check is done; { "{iccid}" } is the card's number
setting-support_contact = how to reach a person: a telephone number, an account, an address
setting-staff = who sees as staff, as "channel:user", such as ["telegram:42"]
setting-api_key = when set, the API wants it as a bearer token
setting-host = the address that `serve` listens on
setting-port = the port that `serve` listens on
setting-public_url = where people reach the page, such as https://sim.example; unset: host and port
setting-rate_limit = how many messages a minute one user may send; an address may send ten times as many
setting-keep_texts_days = for how many days the words of a talk are kept
setting-keep_audit_days = for how many days the audit trail keeps who did what, and to which card
setting-log = how logs are written: auto, json or text
setting-sources = which sources are asked for a card, in this order; unset: every platform that has an account, then the inventory
settings-name = Setting
settings-default = Default
settings-meaning = What it is for
