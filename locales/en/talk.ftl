### Conversation: not found, telling numbers apart, explaining, help, small talk

## Not found, several at once

not-found = We couldn't find { $number }. Compare it with the card: 19 or 20 characters, letters are possible. It may also be cancelled, or belong to another platform; your seller knows
not-found-msisdn = We couldn't find the number { $number }. Try the card number printed on the SIM: it starts with 8986 and has 19 or 20 characters
not-found-check-digit = The last digit (a check digit) doesn't fit the rest, so one digit may be miscopied.

several-title = { $count } cards checked, { $bad } not working, the worst first
several-title-fine = { $count } cards checked, none seen to be stopped; first those to keep an eye on
several-title-missing = None of these { $count } cards was found
several-title-failed = None of these { $count } cards can be checked right now
several-line = { $light } { $number }　{ $headline }
several-missing = { $light } { $number }　not found
several-failed = { $light } { $number }　{ $problem }
several-more = To see what to do about one of them, send its number alone.
several-paid = Don't pay again for a card you've paid for; send its number alone, and I'll see whether it has arrived.
several-too-many = One message can hold up to { $limit } cards; this one has { $count }
several-too-many-user = For more, put them into a table (one number a row) and send the file to support.
several-too-many-staff = Save them as a CSV or XLSX file and send it in a private Telegram chat: it comes back checked. On the command line: simclinic bulk.

## Telling numbers apart

number-wanted = The card number is printed on the SIM: it starts with 8986 and has 19 or 20 characters, letters are possible.
number-imsi = That's an IMSI (15 digits, starting with 460), not the card's number
number-imei = That's the device's number (IMEI, 15 digits), not the card's
number-eid = That's an EID (32 digits, the number of an eSIM chip), not the card's number
number-foreign = { $number } isn't a Chinese card (those start with 8986), so it can't be checked here
number-too_short = { $number } has only { $length } characters: some are missing
number-too_long = { $number } has { $length } characters: there are too many, perhaps some were copied twice
number-glued = These look like several card numbers run together. Which one?
number-lookalike = Some characters in { $number } look misread (O for 0, I for 1 and the like)
number-is-it = Is it { $number }? Answer "yes", or send it again as printed on the card.
number-option = { $place }. { $number }
number-choose = Answer with the figure in front; if it's none of them, send the number again as printed on the card.
number-rounded = A spreadsheet seems to have changed this number: its last digits have become zeros
number-rounded-how = Format that column as text and copy it again, or send the number as printed on the card.
number-private = That looks like a bank card or identity number. It wasn't kept; please don't send it here
number-private-too = One of the numbers looks like a bank card or identity number. It wasn't kept; please don't send it here.
number-unread = Not checked, because it isn't a whole card number: { $numbers }. Send it again as printed on the card.
join-numbers = { ", " }
button-where = Where's the number?
say-where = Where's the number?
button-states = What states are there?
say-states = What states are there?
button-check = Check { $number }
say-check = Check { $number }

## Explaining

label-way = What to do
explain-send-number = To see which one your card is in, send its number.
explain-states = The seven states of an IoT card
explain-several = { $names }
explain-difference = Not the same thing: { $names }
explain-line = { $name }: { $about }
join-terms = { " · " }

term-add_on =
    .name = add-on pack (叠加包)
    .about = Extra data on top of the plan, to the end of this billing cycle, used or not.
    .way = Worth it when the data are used up and it's urgent; not just before a new cycle. On a plan that has ended, renew first.
term-resume =
    .name = resume (复机)
    .about = Switching a suspended card on again. Usually whoever suspended it has to do it.
    .way = You can top up, verify, renew, or put the card back. The rest is up to whoever manages the card, or the carrier.
term-binding =
    .name = device binding (机卡绑定)
    .about = The card remembers the device of its first connection and is suspended in another.
    .way = Don't swap devices; have your seller re-bind the card first.
term-separation =
    .name = card separated from its device (机卡分离)
    .about = The card isn't in the device it's bound to, so the carrier cuts it off.
    .way = Put it back into the old device; if that's gone, ask your seller to re-bind it.
term-pool =
    .name = data pool (流量池)
    .about = Several cards sharing their data. In a same-tier pool each has a plan and can be topped up; in a unified pool a single card can't.
    .way = When the pool is used up, ask whoever owns it, usually your seller or company.
term-forced_activation =
    .name = forced activation (强制激活)
    .about = A card that's never used is activated by the system on the 1st after its silent period, and billing starts.
    .way = Not needed by then? Talk to your seller before that day.
term-auto_cancel =
    .name = automatic cancellation (自动销户)
    .about = { $cancel_days ->
        [unknown] A plan that isn't renewed costs the number: it's taken back.
       *[other] { DAYS($cancel_days) } after a plan ended without renewal, the number is taken back.
    }
    .way = Renew soon after the end, a week before that day to be safe.
term-cycle =
    .name = billing cycle (计费周期)
    .about = Data are counted by cycle: China Mobile and China Telecom from the 1st, China Unicom from the 27th to the 26th.
    .way = When the cycle turns, counting starts anew.
term-iccid =
    .name = card number (ICCID)
    .about = The number printed on the SIM: it starts with 8986 and has 19 or 20 characters, letters are possible.
    .way = Send it to have the card checked.
term-apn =
    .name = APN
    .about = The access point's name that the device needs to go online. With a wrong one there's signal but no data.
    .way = Your seller has the right one; enter it and restart the device.

## Help

help-title = Send a card number; I'll tell you what's wrong, whether you can fix it, and how
help-send-number = It's printed on the SIM, starts with 8986 and has 19 or 20 characters. Spaces and dashes don't matter.
help-several = You can send several at once, up to { $limit }.
help-ask = You can also ask "what is 信控停用" or "difference between stopped and cancelled", or say "talk to a person".
help-language = Send 中文 for Chinese.
where-title = The card number (ICCID) starts with 8986 and has 19 or 20 characters
where-printed = Look at the front of the SIM first: it's the longest number there, letters are possible.
where-carrier = SIM already inside? Look at the plastic frame it came in, or the seller's list.
where-device = The device's admin page or setup app usually shows it too, as ICCID.
where-lost = Can't find it anywhere? Your seller usually has it.
cost-title = Checking is free. Whether to pay, and what for, depends on what's wrong; your seller has the prices
cost-way-on = Some stops cost nothing to lift, and some no money lifts: send the card number first.
language-chosen = All right, English from now on

## Paid, still dead, a person

say-paid = I have already paid { $number }
paid-title = If you've paid, don't pay again
paid-which = Send the card number, and I'll see whether it has arrived.
paid-wait = Don't pay again: the platform still shows { $causes }. A payment takes a while to arrive, { $wait }
paid-wait-unknown = Don't pay again: the platform still shows { $causes }. A payment takes a while to arrive; there is no published time
paid-works = The card works, and the platform sees no stop. If you've paid, don't pay again
paid-other = Don't pay again: { $headline }
paid-steps = Wait for the payment to arrive, { $wait }; don't pay again.
paid-elsewhere = Paying doesn't lift this; about the money, ask whoever took it.
paid-ready = The order number, when and how much you paid, the full card number.
still_dead-title = Let's look again
still_dead-which = Send the card number, and I'll check once more.
still_dead-works = The platform sees no stop; it's most likely the device, the signal or the APN
still_dead-still = Not back on the platform yet: { $causes }. Time to talk to a person
device-steps =
    Switch the device off for a minute, then on.
    Look at the signal, and compare the device's APN with the seller's.
    Still dead? Talk to a person.
person-contact = Talk to a person: { $contact }
person-unset = There's no support line here; please ask the seller of the card
person-card = The card in question: { $number }
person-verdict = { $light } { $headline }
person-ready = The full card number, what the device does, since when it's dead, what you've tried.
copy-title = The full number, on a line of its own to copy

## Small talk, and what wasn't understood

greeting = Hello. Send a card number, and I'll see what's wrong
thanks = You're welcome. Send a number any time
noted = All right. Send a number any time
refused = Which card is it, then? Send its number
anger = A dead card is a nuisance, no question
anger-way-on = Send the card number and I'll check at once, or talk to a person right away.
fallback-dead = Let's see what's wrong: send the card number
fallback-dead-last = Is it the card { $number }? Answer "yes" if so
fallback-again = You haven't checked a card here yet. Send its number
fallback-number = That isn't a card number
fallback-unclear = I didn't get that. To check a card, send its number
fallback-unclear-last = I didn't get that. Shall I check the card { $number }? Answer "yes" if so
fallback-other = Another card? Send its number.
