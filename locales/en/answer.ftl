### The bones of an answer: card, freshness, steps, dates, buttons

card-line = Card { $number } · { $carrier } · { $fresh }
carrier-mobile = China Mobile
carrier-telecom = China Telecom
carrier-unicom = China Unicom
carrier-broadnet = China Broadnet
carrier-unknown = carrier unknown

silent-line = { $names } isn't responding, so what follows may not be current.
gaps-line = Couldn't be checked this time: { $names }. That doesn't mean it's fine; try again in a few minutes.
facet-plan = the plan
facet-usage = data used
facet-real_name = real name
facet-block = whether data is cut off
facet-causes = why it's suspended
facet-binding = device binding
facet-region = region limits
facet-session = whether it's online
last-known = Last known ({ $fresh }): { $what }. Whether that has changed since isn't known.

fresh-now = updated just now
fresh-today = data up to today, { $time }
fresh-yesterday = data up to yesterday, { $time }
fresh-old = data up to { $day }, { $time } ({ DAYS($days) } ago)
fresh-day = data up to { $day }, { $time }
fresh-usage = { $fresh }, usage { $usage }
end-of-day = end of day

label-why = Why
label-after = Then
label-coming = Coming up
label-ready = Have ready
after-recovery = Not back after 30 minutes? Switch the device off for a minute and check again. Still dead: talk to a person.
choice-1 = Either
choice-2 = Or
choice-3 = Or
labelled = { $label }　{ $text }
step-labelled = { $label }: { $text }

usage-line = Used { $used } of { $quota }; counting restarts on { $next_cycle }.
usage-line-total = Used { $used } of { $quota }, the plan's whole life.

event-test_end = the test period ends on { $on } at the latest, in { DAYS($days) }
event-forced_activation = activated by force on { $on } at the latest, in { DAYS($days) }
event-plan_expiry = the plan ends on { $on }, in { DAYS($days) }
event-auto_cancel = cancelled by itself on { $on }, in { DAYS($days) }
coming = { $events }.
renewal-skipped = Mind the automatic renewal: it's skipped if the card is still suspended on that day. Bring the card back first.

several-user = { $causes }: { $count } things to do, all yours: { $first } first, then { $rest }
several-mixed = { $causes }: { $count } things need doing, not all by you: { $first } first, then { $rest }
several-carrier = { $causes }: you cannot lift the carrier's block, your seller has to appeal. Nothing else helps before that, so don't pay yet
several-gone = { $causes }: it may already be cancelled. Don't pay before your seller has confirmed that the number still exists
several-last_day = { $causes }: due for cancellation today. Don't pay yet: ask your seller now whether it can still be saved
several-with_carrier = { $causes }: about to be cancelled, and you cannot lift the carrier's block. Raise both with your seller together; don't pay yet
several-with_pre_cancel = { $causes }: you cannot stop the cancellation yourself. Ask your seller today, and don't pay before they've confirmed
several-conflict = { $causes }: the facts disagree. Don't pay yet; have a person check
several-attention = Works, but { $count } things to keep an eye on: { $causes }

join-causes = { " + " }
join-then = { ", " }
join-events = { "; " }
join-sentences = { " " }

wait-minutes = usually within { $amount } minutes
wait-hours = usually within { $amount } hours
wait-working_days = usually within { $amount } working days
wait-lag = usually within { DAYS($days) }
wait-unknown = no published time
wait-never = never; there's nothing to wait for

button-quota = Buy an add-on
button-credit = Buy an add-on
button-quota_low = Buy an add-on
button-plan_expired = Renew
button-plan_expiring = Renew
button-real_name = Verify
button-again = Check again
button-copy = Copy the full number
button-person = Talk to a person
say-copy = Full number { $number }
say-person = Talk to a person

staff-field = { $value } ({ $source }, { $fresh })
staff-forward = Ready to forward

## Dates and data

day = { $day } { $month }
day-year = { $day } { $month } { $year }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
days = { $form ->
    [one] { $n } day
   *[other] { $n } days
}
