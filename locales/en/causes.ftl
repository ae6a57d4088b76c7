### Causes and warnings: what they are called, why, what to do
###
### One cause-<cause> each: title (plain words, the Chinese term once in brackets), short (its label in a plan), why;
### about and way answer "what is ...". One cause-<cause>-<case> each: verdict (the first line), steps (one a line),
### plan (one line, where several things need doing).

## Quota

cause-quota =
    .title = data used up (信控停用)
    .short = data
    .why = { $usage ->
        [cycle] { $cycle ->
            [total] { $used } used; the plan has { $quota } in all.
           *[known] { $used } used in this cycle ({ $cycle_first } to { $cycle_last }); the plan has { $quota }.
        }
        [old] { $used } of { $quota } used, as seen on { $usage_day }.
       *[unknown] The platform says the plan's data are used up. It gives no figures.
    }
    .about = The plan's data for this billing cycle are used up, so data were switched off. It isn't a debt.
    .way = Buy an add-on pack, or wait for the next cycle: you can do either yourself. A card in a unified pool can't be topped up; whoever owns the pool has to enlarge it.
quota-pool = { $pool ->
    [unknown] { " " }If the card shares a pool of data with others, ask your seller instead.
   *[known] { "" }
}
cause-quota-usual =
    .verdict = Data used up (信控停用, quota suspension). You can fix it, { $wait }
    .steps =
        { $link ->
            [yes] Buy an add-on pack.
           *[no] Buy an add-on pack from your seller.
        } It expires on { $cycle_last }, used or not.{ quota-pool }
        Wait, if it isn't urgent: service usually resumes on { $next_cycle }, in { DAYS($days) }, at no cost. Just after the turn it can be up to { DAYS($lag_days) } late.
    .plan = Buy an add-on pack (it expires on { $cycle_last }), or wait for { $next_cycle }.
cause-quota-soon =
    .verdict = Data used up (信控停用, quota suspension). A new cycle starts on { $next_cycle }: just wait, unless it's urgent
    .steps =
        Wait: service usually resumes on { $next_cycle }, in { DAYS($days) }, at no cost. Just after the turn it can be up to { DAYS($lag_days) } late.
        Buy an add-on pack only if it's urgent. It expires on { $cycle_last }, used or not.{ quota-pool }
    .plan = Wait for { $next_cycle }; buy an add-on pack only if it's urgent.
cause-quota-total =
    .verdict = All of the plan's data used up (信控停用, quota suspension). More data will fix it, { $wait }
    .steps = { $link ->
        [yes] Buy an add-on pack or a larger plan.
       *[no] Buy an add-on pack or a larger plan from your seller.
    } This plan's data last for its whole life, so waiting for a new cycle won't help.{ quota-pool }
    .plan = Buy an add-on pack or a larger plan; waiting won't help.
cause-quota-plan_ends =
    .verdict = Data used up (信控停用, quota suspension), and the plan is about to end. You can fix it, { $wait }
    .steps =
        Renew: the plan ends on { $plan_ends }, before the next cycle. The data start anew with the renewal.
        Buy an add-on pack only if you can't wait for that: it lasts to the end of this cycle, used or not. Mind the date the plan ends.{ quota-pool }
    .plan = Renew (the plan ends on { $plan_ends }, before the next cycle); an add-on pack only if it's urgent.
cause-quota-expired =
    .verdict = Data used up (信控停用, quota suspension), and the plan has ended. Renew first; an add-on pack can't be bought now
    .steps = Renew first. No add-on pack can be bought on a plan that has ended; the data start anew with the renewal.
    .plan = No add-on pack for now: the data start anew with the renewal.
cause-quota-unified =
    .verdict = The shared pool's data are used up (信控停用, quota suspension). You cannot top up this card: ask the pool's owner, or wait
    .steps =
        Ask whoever owns the pool (usually your seller or company) to enlarge it. Topping up this card alone does nothing.
        Wait, if it isn't urgent: service usually resumes on { $next_cycle }, in { DAYS($days) }. Just after the turn it can be up to { DAYS($lag_days) } late.
    .plan = Ask the pool's owner to enlarge it, or wait for { $next_cycle }; topping up this card does nothing.
cause-quota-unified_only =
    .verdict = The shared pool's data are used up (信控停用, quota suspension). You cannot top up this card: ask the pool's owner
    .steps = Ask whoever owns the pool (usually your seller or company) to enlarge it. Topping up this card alone does nothing.
    .plan = Ask the pool's owner to enlarge it; topping up this card does nothing.
cause-quota-lagging =
    .verdict = Data used up (信控停用), but a new cycle has begun and it should be back. Platforms can be { DAYS($lag_days) } late: restart, and ask a person if it's still off on { $lag_ends }
    .steps =
        Switch the device off for a minute, then on again.
        Check again on { $lag_ends }. Don't pay anything.
        Still off by then? Talk to a person.
    .plan = It should come back by itself with the new cycle, so don't pay; still off on { $lag_ends }, talk to a person.
cause-quota-overdue =
    .verdict = Data used up (信控停用) when last seen on { $fact_day }; by the calendar it should be back. Restart, and talk to a person if it isn't
    .steps =
        Switch the device off for a minute, then on again, and try the connection.
        Still off? Talk to a person, who can look at the card as it is now. Don't pay before that.
    .plan = By the calendar it should be back: restart, then talk to a person. Don't pay before that.
cause-quota-disputed =
    .verdict = { clash-quota_not_used.verdict }
    .steps = Don't pay; wait until a person has checked. If the data really are used up, service usually resumes with the next cycle.
    .plan = Don't pay; wait until a person has checked.
cause-quota-later =
    .verdict = { cause-quota-usual.verdict }
    .steps = { pay-later }
    .plan = { pay-later }

## Threshold

cause-threshold =
    .title = usage limit reached (达量停用)
    .short = limit
    .why = The usage reached a limit that somebody set for this card.
    .about = Somebody (the seller, a company) set a usage limit for the card and it was reached. The plan may still have data.
    .way = Whoever manages the card raises the limit first, then resumes the card. If it's set to resume by itself, the next cycle does it too.
cause-threshold-usual =
    .verdict = Usage limit reached (达量停用, threshold suspension). Whoever manages the card has to raise it and resume, { $wait }
    .steps =
        Ask whoever manages the card (usually your seller or company) to raise the limit above the usage.
        Ask them to resume (复机) it then. A resume is refused while the limit is still below the usage.
    .plan = Ask whoever manages the card to raise the limit first, then resume it.
cause-threshold-auto =
    .verdict = Usage limit reached (达量停用, threshold suspension). Whoever manages the card can raise it, or it resumes on { $next_cycle }
    .steps =
        Ask whoever manages the card (usually your seller or company) to raise the limit above the usage, then resume it.
        Wait, if it isn't urgent: service usually resumes on { $next_cycle }, in { DAYS($days) }. Just after the turn it can be up to { DAYS($lag_days) } late.
    .plan = Ask whoever manages the card to raise the limit and resume it, or wait for { $next_cycle }.
cause-threshold-lagging =
    .verdict = Usage limit reached (达量停用), but a new cycle has begun and it should be back. Platforms can be { DAYS($lag_days) } late: restart, and ask a person if it's still off on { $lag_ends }
    .steps = { cause-quota-lagging.steps }
    .plan = { cause-quota-lagging.plan }
cause-threshold-overdue =
    .verdict = Usage limit reached (达量停用) when last seen on { $fact_day }; by the calendar it should be back. Restart, and talk to a person if it isn't
    .steps = { cause-quota-overdue.steps }
    .plan = { cause-quota-overdue.plan }
cause-threshold-expired =
    .verdict = Usage limit reached (达量停用), and the plan has ended: renew first
    .steps = Renew first. If it isn't back after that, ask whoever manages the card to raise the limit and resume it.
    .plan = If it isn't back after the renewal, ask whoever manages the card to raise the limit and resume it.

## Device

cause-rebind =
    .title = device changed (换绑停用)
    .short = device
    .why = The card is bound to one device (机卡绑定) and now sits in another, so the carrier cut it off.
    .about = The card is bound to a device and was put into another one, so it was suspended.
    .way = Put it back into the old device, which usually does it. If that one is gone, ask the seller to re-bind the card.
cause-rebind-usual =
    .verdict = Device changed (换绑停用, device-change suspension). Put the card back into its old device; if that's gone, ask your seller to re-bind it
    .steps =
        Put the card back into the old device if you have it, restart, and check again. Don't try other devices.
        Ask your seller to re-bind the card to the new device if the old one is gone.
    .plan = Put the card back into the old device and restart; if it's gone, ask your seller to re-bind it. Don't try other devices.
cause-rebind-telecom =
    .verdict = { cause-rebind-usual.verdict }
    .steps =
        Put the card back into the old device if you have it, restart, and check again. Don't try other devices.
        Ask your seller to re-bind the card if the old device is gone: at most { $rebinds } times a month for one card. A card in a person's name then needs the real-name check again.
    .plan = Put the card back into the old device and restart; if it's gone, ask your seller to re-bind it (at most { $rebinds } a month). Don't try other devices.
cause-rebind-mobile =
    .verdict = { cause-rebind-usual.verdict }
    .steps =
        Put the card back into the old device if you have it, restart, and check again. Don't try other devices.
        Ask your seller for a re-bind (换绑), not a resume (复机), if the old device is gone: { $wait }. A chip soldered to the board may be beyond recovery, so ask first.
    .plan = Put the card back into the old device and restart; if it's gone, ask your seller for a re-bind ({ $wait }). Don't try other devices.
cause-rebind-unicom =
    .verdict = { cause-rebind-usual.verdict }
    .steps =
        Put the card back into the old device if you have it, restart, and check again. Don't try other devices: a few changes in a month can trigger a risk block.
        Ask your seller to re-bind the card to the new device if the old one is gone.
    .plan = Put the card back into the old device and restart; if it's gone, ask your seller to re-bind it. Don't try other devices.

cause-test_rebind =
    .title = device changed in the test period (测试期换绑停用)
    .short = device
    .why = The card was bound to a device (机卡绑定) while in its test period and now sits in another, so it was cut off.
    .about = The card is still in its test period and was put into another device, so it was suspended.
    .way = { cause-rebind.way }
cause-test_rebind-usual =
    .verdict = Device changed in the test period (测试期换绑停用). Put the card back into its old device; if that's gone, ask your seller to re-bind it
    .steps = { cause-rebind-usual.steps }
    .plan = { cause-rebind-usual.plan }
cause-test_rebind-telecom =
    .verdict = { cause-test_rebind-usual.verdict }
    .steps = { cause-rebind-telecom.steps }
    .plan = { cause-rebind-telecom.plan }
cause-test_rebind-mobile =
    .verdict = { cause-test_rebind-usual.verdict }
    .steps = { cause-rebind-mobile.steps }
    .plan = { cause-rebind-mobile.plan }
cause-test_rebind-unicom =
    .verdict = { cause-test_rebind-usual.verdict }
    .steps = { cause-rebind-unicom.steps }
    .plan = { cause-rebind-unicom.plan }

cause-device_mismatch =
    .title = card in another device (机卡分离)
    .short = device
    .why = The device the card sits in isn't the one it's bound to (the first 14 digits of the IMEI differ).
    .about = The card isn't in the device it's bound to. A China Telecom card still reads "in use" then, but carries no data.
    .way = { cause-rebind.way }
cause-device_mismatch-usual =
    .verdict = In use, but in another device than it's bound to (机卡分离): it may be cut off any time. Put it back; if the old device is gone, ask your seller to re-bind it
    .steps = { cause-rebind-usual.steps }
    .plan = { cause-rebind-usual.plan }
cause-device_mismatch-telecom =
    .verdict = Card in another device (机卡分离): it reads "in use" but carries no data. Put it back; if the old device is gone, ask your seller to re-bind it
    .steps = { cause-rebind-telecom.steps }
    .plan = { cause-rebind-telecom.plan }
cause-device_mismatch-mobile =
    .verdict = { cause-device_mismatch-usual.verdict }
    .steps = { cause-rebind-mobile.steps }
    .plan = { cause-rebind-mobile.plan }
cause-device_mismatch-unicom =
    .verdict = { cause-device_mismatch-usual.verdict }
    .steps = { cause-rebind-unicom.steps }
    .plan = { cause-rebind-unicom.plan }

## Real name

cause-real_name =
    .title = not real-name verified (实名停用)
    .short = real name
    .why = This card needs a personal real-name check, and the platform has none on record.
    .about = The card needs a personal real-name check that hasn't been done or passed, so it can't be used.
    .way = Do the check yourself; the result comes by SMS. Don't pay for anything before it's through.
cause-real_name-usual =
    .verdict = Not real-name verified (实名停用, real-name suspension). You can fix it; the result comes by SMS, { $wait }
    .steps =
        { $link ->
            [yes] Open the real-name link and have your ID card and face ready.
           *[no] Ask your seller for the real-name link and have your ID card and face ready.
        } No mainland ID card? Ask your seller first.
        Wait for the SMS. "Success" on the page only means submitted; don't pay for anything before it's through.
    .plan = { $link ->
        [yes] Open the link,
       *[no] Ask your seller for the link,
    } have your ID card and face ready. "Success" on the page only means submitted; the result comes by SMS. Don't pay before that. No mainland ID card? Ask your seller first.
cause-real_name-unused =
    .verdict = Not real-name verified yet, so it won't work when plugged in. Verify first: you can do it yourself, the result comes by SMS
    .steps = { cause-real_name-usual.steps }
    .plan = { cause-real_name-usual.plan }
cause-real_name-warning =
    .verdict = Works now, but not real-name verified: it may be suspended (实名停用). You can verify yourself; the result comes by SMS
    .steps = { cause-real_name-usual.steps }
    .plan = { cause-real_name-usual.plan }
cause-real_name-disputed =
    .verdict = { clash-real_name_verified.verdict }
    .steps = Don't verify again and don't pay; wait until a person has checked.
    .plan = Don't verify again; wait until a person has checked.

cause-real_name_pending =
    .title = real-name check under review (实名审核中)
    .short = real name
    .why = The real-name check has been submitted and is under review at the carrier.
    .about = The real-name check has been submitted; there's no result yet.
    .way = Wait for the SMS. There's nothing to submit again.
cause-real_name_pending-usual =
    .verdict = Real-name check under review (实名审核中). It's submitted; just wait for the SMS, { $wait }
    .steps = Wait for the SMS. There's nothing to submit again; don't pay for anything before it's through.
    .plan = Wait for the SMS; there's nothing to submit again. Don't pay before that.

## Carrier

cause-carrier =
    .title = blocked by the carrier (异常停用)
    .short = carrier
    .why = Carrier control. The platform gives no reason.
    .about = The carrier itself blocked the card. The platform usually gives no reason.
    .way = You cannot lift it, and paying doesn't help. Give your seller the card number and the device's IMEI; they appeal to the carrier through their account manager (客户经理).
carrier-meanwhile = Don't pay anything meanwhile; nobody can sell you an unblocking.
carrier-ready = The full card number, the device's IMEI, a photo of the device, where and what it's used for, whether the card has been in another device.
cause-carrier-usual =
    .verdict = Blocked by the carrier (异常停用). You cannot lift it; your seller has to appeal, and there is no fixed time
    .steps =
        Send your seller the full card number and the device's IMEI.
        Ask them to appeal through their account manager (客户经理). Service usually returns by itself once it's lifted.
        Can't reach the seller? Talk to a person.
    .plan = You cannot lift it. Send your seller the full card number and the device's IMEI and ask them to appeal through their account manager (客户经理). Can't reach them? Talk to a person.

## Self-service

cause-self_service =
    .title = switched off by its manager (主动停用)
    .short = resume
    .why = Whoever manages the card suspended it in the console.
    .about = Whoever manages the card (the seller, a company) suspended it in the console.
    .way = Whoever suspended it resumes it in the same console. If you don't manage the card, ask them.
cause-self_service-usual =
    .verdict = Switched off by whoever manages the card (主动停用). They can resume it in the console, { $wait }
    .steps = Resume (复机) it in the console it was suspended from. If you don't manage the card, ask whoever does, usually your seller or company.
    .plan = Ask whoever manages the card to resume it in the console.

## Credit

cause-credit =
    .title = account in arrears (信控停机)
    .short = arrears
    .why = The carrier says the account is in arrears. That's another thing than 信控停用, where only the data are used up.
    .about = The carrier stopped the card because the account is in arrears. The name resembles 信控停用, which means data used up.
    .way = The account holder, usually your seller or company, settles the account.
cause-credit-usual =
    .verdict = Account in arrears (信控停机/欠停). The account holder has to settle it; it isn't your data, so an add-on won't help
    .steps = Ask the account holder (usually your seller or company) to settle the account with the carrier. Service usually returns by itself then.
    .plan = Ask the account holder (usually your seller or company) to settle the account.
cause-credit-exhausted =
    .verdict = Account in arrears (信控停机/欠停). The account holder has to settle it; the data are used up as well
    .steps =
        Ask the account holder (usually your seller or company) to settle the account with the carrier.
        Buy an add-on pack if it's still off after that: the data of this cycle are used up too ({ $used } of { $quota }).
    .plan = Ask the account holder to settle the account first; then buy an add-on pack, since the data are used up too.
cause-credit-later =
    .verdict = { cause-credit-usual.verdict }
    .steps = { pay-later }
    .plan = { pay-later }

## Data cut off, region, platform

cause-net_block =
    .title = data cut off (断网)
    .short = data cut
    .why = Data were switched off separately, so the card may still read "in use".
    .about = The card is still in use, but its data were switched off separately.
    .way = Your seller or support looks up who switched it off, and switches it on again.
cause-net_block-usual =
    .verdict = Data cut off (断网) while the card itself isn't suspended. Your seller or support has to look; there is no published time
    .steps =
        Ask whoever manages the card (usually your seller or company) whether they switched it off or set a limit.
        Talk to a person if they didn't, and send the card number.
    .plan = Ask whoever manages the card whether they switched it off; if not, talk to a person.

cause-region =
    .title = outside its area (区域限制)
    .short = area
    .why = The card has left the area it may be used in.
    .about = The card may only be used in a certain area and is cut off outside it.
    .way = Go back into the area, or have your seller change it.
cause-region-usual =
    .verdict = Outside its area (区域限制, region limit). Go back and it works again, or have your seller change the area
    .steps =
        Take the device back to where it was used, restart, and check again.
        Ask your seller to change the area if it has to work in the new place. In border and high-risk areas only local cards work.
    .plan = Go back into the area, or have your seller change it; in border and high-risk areas only local cards work.

cause-platform =
    .title = stopped by the platform (平台管理停机)
    .short = platform
    .why = Whoever runs the platform stopped this card and gave no reason.
    .about = Whoever runs the IoT platform stopped the card. It isn't the carrier, and it isn't your data.
    .way = Your seller or support asks the platform.
cause-platform-usual =
    .verdict = Stopped by the platform (平台管理停机). You cannot lift it; your seller or support has to ask, and there is no published time
    .steps = Ask your seller or support to find out from the platform why. Don't pay before that.
    .plan = Ask your seller or support to find out from the platform; don't pay before that.

## Ended, about to be cancelled, cancelled

cause-plan_expired =
    .title = plan ended (已停机)
    .short = renew
    .why = { $ended ->
        [unknown] The plan has ended. The platform gives no date.
       *[other] The plan's last day was { $ended }.
    }
    .about = The plan ended and wasn't renewed, so the card is stopped. The number is kept for a while.
    .way = Renew before the automatic cancellation, and the number is kept.
cause-plan_expired-usual =
    .verdict = Stopped because the plan ended (已停机). Renew before { $cancel_on } to keep the number: { DAYS($cancel_days) } left
    .steps = { $link ->
        [yes] Renew
       *[no] Renew through your seller
    } before { $cancel_on }, a week earlier to be safe (time to take effect: { $wait }). On that day the number is cancelled.
    .plan = Renew before { $cancel_on } ({ DAYS($cancel_days) } left), a week earlier to be safe.
cause-plan_expired-no_date =
    .verdict = Stopped because the plan ended (已停机). Renew soon; the platform doesn't say how long the number is kept
    .steps = { $link ->
        [yes] Renew soon
       *[no] Renew soon, through your seller
    } (time to take effect: { $wait }). Left too long, the number is cancelled.
    .plan = Renew soon; left too long, the number is cancelled.
cause-plan_expired-last_day =
    .verdict = Stopped because the plan ended (已停机), and due for cancellation today. Don't pay yet: ask your seller now whether it can still be saved
    .steps = Call your seller now and ask whether the number is still there and can be renewed today. Don't pay before they've confirmed.
    .plan = Due for cancellation today: ask your seller now whether it can still be saved. Don't pay before they've confirmed.
cause-plan_expired-gone =
    .verdict = Stopped because the plan ended (已停机), and it may already be cancelled. Don't pay before your seller has confirmed that the number still exists
    .steps = Ask your seller whether the number still exists. If it does, renew; if not, you need a new card. By the rules it was due for cancellation on { $cancel_on }.
    .plan = It may already be cancelled: don't pay before your seller has confirmed that the number still exists.
cause-plan_expired-with_carrier =
    .verdict = Stopped because the plan ended (已停机), due for cancellation on { $cancel_on }. Ask your seller before you pay
    .steps = Raise it with your seller together with the carrier's block: cancellation is due on { $cancel_on }, in { DAYS($cancel_days) }. Don't pay on your own first.
    .plan = Raise it with your seller together with the carrier's block: cancellation is due on { $cancel_on }, in { DAYS($cancel_days) }. Don't pay on your own first.
cause-plan_expired-with_pre_cancel =
    .verdict = Stopped because the plan ended (已停机), and queued for cancellation. Let your seller confirm that the number can be kept before you pay
    .steps = Raise it with your seller together with the queue: cancellation is due on { $cancel_on }, in { DAYS($cancel_days) }. Don't pay before they've confirmed that the number can be kept.
    .plan = Raise it with your seller together with the queue: cancellation is due on { $cancel_on }, in { DAYS($cancel_days) }. Don't pay on your own first.
cause-plan_expired-disputed =
    .verdict = { clash-stopped_but_valid.verdict }
    .steps = Don't renew yet; wait until a person has checked.
    .plan = Don't renew yet; wait until a person has checked.
cause-plan_expired-later =
    .verdict = Stopped because the plan ended (已停机). Let your seller confirm that the number can be kept before you pay
    .steps = { pay-later }
    .plan = { pay-later }

cause-pre_cancel =
    .title = about to be cancelled (预销户)
    .short = keep the number
    .why = On the platform this number is queued for cancellation.
    .about = The number is queued for cancellation but not gone yet.
    .way = Ask your seller today; they may still save it. Paying on your own doesn't.
cause-pre_cancel-usual =
    .verdict = About to be cancelled (预销户). You cannot stop it yourself; your seller may still save it, today
    .steps = Ask your seller today to save the number on the platform. Don't pay before they've confirmed.
    .plan = Ask your seller today to save the number; don't pay before they've confirmed.

cause-cancelled =
    .title = cancelled (已销户)
    .short = new card
    .why = The carrier has taken the number back.
cause-cancelled-usual =
    .verdict = Cancelled (已销户). It cannot be restored; you need a new card. Ask your seller about what was left on the plan
    .steps =
        Get a new card from your seller. Don't pay for this one any more.
        Ask what happens to what was left on the plan.
    .plan = Get a new card; ask your seller about what was left on the plan.

## No reason

cause-unspecified =
    .title = no reason given (原因不明)
    .short = find the reason
    .why = { $raw ->
        [none] The platform gives no reason, and we don't guess.
       *[other] The platform gives only the code { $raw } and no reason, and we don't guess.
    }
    .about = The platform gave no reason.
    .way = Talk to a person, who can ask the platform.
cause-unspecified-usual =
    .verdict = Doesn't work, and the platform gives no reason. It cannot be told from here: talk to a person; there is no published time
    .steps = Talk to a person and send the card number, so that they can ask the platform. Don't pay before that.
    .plan = The platform gives no reason: talk to a person.

## Facts that disagree

cause-conflict =
    .title = facts disagree (数据对不上)
    .short = check
    .about = Two facts from the platform contradict each other; a person has to look.
    .way = Don't pay anything; have a person check.
cause-conflict-usual =
    .steps = Have a person check. Usage and state often lag by a day; don't pay before it's clear.
    .plan = Have a person check; usage often lags by a day, so don't pay before it's clear.

clash-quota_not_used =
    .verdict = The facts disagree: the platform says data used up (信控停用), but the usage doesn't reach the plan. Don't pay yet; have a person check
    .why = The platform says the data are used up, but only { $used } of { $quota } were used. Usage lags by a day.
clash-real_name_verified =
    .verdict = The facts disagree: suspended for real name (实名停用), yet the real name is verified. Don't do it again; have a person check
    .why = The card is suspended for want of a real name, but the record says "verified".
clash-stopped_but_valid =
    .verdict = The facts disagree: the platform says plan ended (已停机), but it hasn't. Don't renew yet; have a person check
    .why = The platform says the plan ended, but its last day is { $plan_ends }.
clash-active_but_expired =
    .verdict = The facts disagree: the card is in use, but the plan's date has passed. Don't pay yet; have a person check
    .why = The platform says "in use", but the plan's last day was { $plan_ends }.
clash-unused_but_activated =
    .verdict = The facts disagree: the card reads "not in use", but by the calendar it was activated long ago. Have a person check
    .why = The platform says it was never used, but by the calendar the silent period is over.
clash-testing_but_over =
    .verdict = The facts disagree: the card reads "test period", but by the calendar that is over. Have a person check
    .why = The platform says it's in its test period, but by the calendar that is over.

## Warnings

cause-offline =
    .title = device offline (离线)
    .short = device
    .why = The platform sees no stop; the device just isn't connected now.
    .about = The card isn't stopped; the device just isn't connected now.
    .way = Switch the device off for a minute; check the signal and the APN.
cause-offline-usual =
    .verdict = In use, and the platform sees no stop, but the device is offline. Most likely the device or the signal: switch it off for a minute first
    .steps =
        Switch the device off for a minute, then on again.
        Check the signal, then the APN in the device (your seller has it).
        Wait for the next report if it's a meter or a tracker: they sleep in between.
    .plan = Switch the device off for a minute, then check signal and APN; meters and trackers sleep.

cause-quota_low =
    .title = data running low (流量快用完)
    .short = data
    .why = { $cycle ->
        [total] { $used } of { $quota } used ({ $percent }).
       *[known] { $used } of { $quota } used in this cycle, { $cycle_first } to { $cycle_last } ({ $percent }).
    }
    .about = The plan's data are running low; the card still works.
    .way = Buy an add-on pack, or go easy until the next cycle.
cause-quota_low-usual =
    .verdict = In use, but the data are running low ({ $percent } used). Go easy until { $next_cycle }, or buy an add-on pack
    .steps =
        { $link ->
            [yes] Buy an add-on pack.
           *[no] Buy an add-on pack from your seller.
        } It expires on { $cycle_last }.
        Go easy: counting restarts on { $next_cycle }, in { DAYS($days) }.
    .plan = Buy an add-on pack (it expires on { $cycle_last }), or go easy until { $next_cycle }.
cause-quota_low-over =
    .verdict = In use, but the plan's data are used up ({ $percent }): it may stop, or be billed extra
    .steps =
        { $link ->
            [yes] Buy an add-on pack.
           *[no] Buy an add-on pack from your seller.
        } It expires on { $cycle_last }.
        Use little: counting restarts on { $next_cycle }, in { DAYS($days) }. Ask your seller whether the excess is billed.
    .plan = Buy an add-on pack, or use little until { $next_cycle }; ask your seller whether the excess is billed.
cause-quota_low-total =
    .verdict = In use, but the plan's data are running low ({ $percent } used). It needs more data; a new cycle won't help
    .steps =
        { $link ->
            [yes] Buy an add-on pack or a larger plan.
           *[no] Buy an add-on pack or a larger plan from your seller.
        }
        Go easy: this plan's data don't start anew with a cycle.
    .plan = Buy an add-on pack or a larger plan; the data don't start anew with a cycle.
cause-quota_low-total_over =
    .verdict = { cause-quota_low-over.verdict }
    .steps = { cause-quota_low-total.steps }
    .plan = { cause-quota_low-total.plan }
cause-quota_low-unified =
    .verdict = In use, but the data are running low ({ $percent } used). This card is in a shared pool: more data come from the pool's owner
    .steps = Tell whoever owns the pool (usually your seller or company). Topping up this card alone does nothing.
    .plan = Tell the pool's owner; topping up this card does nothing.
cause-quota_low-unified_over =
    .verdict = { cause-quota_low-over.verdict }
    .steps = { cause-quota_low-unified.steps }
    .plan = { cause-quota_low-unified.plan }
cause-quota_low-later =
    .verdict = { cause-quota_low-over.verdict }
    .steps = { pay-later }
    .plan = { pay-later }

cause-test_quota_low =
    .title = test data running low (测试流量快用完)
    .short = test data
    .why = The test period has { $allowance } in all, and { $test_used } are used.
    .about = The free data of the test period are running low.
    .way = Whoever manages the card decides whether to put it into service.
cause-test_quota_low-usual =
    .verdict = Test period, and its data are running low: { $test_used } of { $allowance } used
    .steps = Tell whoever manages the card. The { $allowance } are for this one card's whole test period; used up, the card { $exhausted ->
        [active] is activated and billed
       *[unused] goes into its silent period
    } (suppliers differ, so ask yours).
    .plan = Tell whoever manages the card: with the test data used up, its state changes.

cause-plan_expiring =
    .title = plan ending soon (套餐快到期)
    .short = renew
    .why = The plan's last day is { $plan_ends }.
    .about = The plan ends soon; the card still works.
    .way = Renew before it ends.
cause-plan_expiring-usual =
    .verdict = In use, but the plan ends on { $plan_ends }. Renew before that, and not on the last days
    .steps = { $link ->
        [yes] Renew
       *[no] Renew through your seller
    } before { $plan_ends } (time to take effect: { $wait }). If you count on automatic renewal: it's skipped when the card is suspended on that day.
    .plan = Renew before { $plan_ends }.
cause-plan_expiring-later =
    .verdict = { cause-plan_expiring-usual.verdict }
    .steps = { pay-later }
    .plan = { pay-later }

pay-later = Leave it for now: don't pay before the point above is settled, or the money may be lost.
