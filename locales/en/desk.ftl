### The staff's abilities, and what is kept of people

role-user = user
role-agent = agent
role-supervisor = supervisor
role-admin = admin

join-done = You're staff now: { $role }
join-done-how = Answers show everything from here on, and each look-up is in the audit trail.
join-refused = This code doesn't work
join-refused-how = It works once, for 48 hours, in Telegram, WeChat or on the web page. After five tries wait an hour, or ask for a new one.

replay-title = What the bot told { $whose }, latest first
replay-none = Nothing is on record for { $whose }
replay-entry = { $day } { $clock } · { $who } · { $outcome }
replay-without-words = The words are not kept, or no longer.

what-if-day = Supposed: the answer of { $day }, with what is known of the card today.
what-if-plan = Supposed: the plan ends on { $day }, and the card is stopped after that.

other-none = No card in the inventory has the number { $number }
other-none-how = Only imported cards can be found by IMSI or IMEI. Try the card number.
other-several = Several cards have the number { $number }

## What is kept

privacy-title = What is kept about you, and for how long
privacy-memory = Your language, the last card number you sent and the last buttons: so that "check again" works. { $days } days after they last changed.
privacy-texts = Your messages and the answers: so that staff can see what you were told. { $days } days.
privacy-audit = When which card was asked about, and under which account: to answer for look-ups. { $days } days.
privacy-not = Identity and bank card numbers are never kept; nothing is sold or used for anything else.
button-export = See what is kept
say-export = /export
button-forget = Erase it
say-forget = /forget
forget-sure = Erase what is kept about you?
forget-sure-what = Your language, last card, messages and answers go for good. Answer "yes" to erase them.
button-forget-now = Yes, erase
say-forget-now = Forget me for good
forget-done = Erased: language, last card, messages and answers
forget-stays = What stays for { $days } days: when which card was asked about. The law wants such records kept.
export-title = Everything that is kept about you

## The command line

staff-invited = Send this code to one person. It works once, for 48 hours: "/join { $code }" in Telegram or WeChat makes them { $role }. It cannot be shown again.
staff-not-a-role = --role: agent, supervisor or admin
staff-person = person
staff-role = role
staff-since = since
staff-removed = No longer staff: { $person }
staff-none = Not among the staff: { $person }
staff-in-settings = { $person } still stands in SIMCLINIC_STAFF and stays an agent; remove it there.
staff-not-a-person = a person is written as channel and user, such as telegram:42
audit-at = when
audit-who = who
audit-act = act
audit-card = card
audit-about = about
audit-outcome = outcome
audit-written = Entries written: { $count }, to { $file }
audit-purged = Forgotten: words older than { $texts } days, entries older than { $entries } days
