### Handing over to people: what users see, what staff see, the appeal

## What users see

case-opened = Passed to a person, case { $number }. Write here what's wrong; they read along
case-how = Their reply comes here, too. To go on with the bot, send /bot.
case-passed-on = Passed on, case { $number }
case-opens = Somebody will reply after { $time } on { $day }.
case-opens-unsure = That year's public holidays aren't published yet; only weekends are counted here.
case-claimed = A person is here now. Just write.
case-agent = Support
case-picture = The agent sent a picture or a file that can't be shown here; ask them to put it in words
case-picture-unseen = Your picture didn't reach the agent. Send a JPEG, PNG, WebP or GIF of up to 5 MB, or put it in words
case-with-bot = The bot is back
case-with-bot-how = Case { $number } stays open, and replies still reach you. For the person again, send "talk to a person".
case-closed = Case { $number } is closed
case-works-question = Does the card work again?
button-case-works = Yes
button-case-still = No
say-case-works = ✓ It works { $number }
say-case-still = ✗ Still not working { $number }
say-stars = { $stars } { $number }
case-how-was-it = Good. How many stars for the help?
case-thanks = Noted, thank you
case-reopened = Case { $number } is open again; go on writing here
button-fetch = See the reply
say-fetch = ↻ Any reply?
case-nothing-new = No reply yet
case-third-time = That's the third check of this card in 24 hours. You needn't go on alone: talk to a person.

## What staff see

desk-opened = New case { $number }
desk-who = Channel { $channel }, language { $lang }
desk-label-said = They said
desk-label-told = { $time } the bot answered
desk-paid = They say they've paid, and were asked to have the order number and time ready: don't ask again.
desk-no-card = They named no card.
desk-not-seen = Card { $number } can't be found right now.
desk-said = User: { $said }
desk-answer-of = User of { $number }: { $said }
desk-about = { $number }　{ $said }
desk-picture = { $number }: a picture from the user follows
desk-picture-of = { $number }: a picture from the user
desk-picture-lost = { $number }: the user sent a picture that couldn't be fetched; they've been told
desk-picture-unseen = The picture or file didn't reach the user: only pictures of up to 5 MB go there. The user reads "can't be shown here; ask them to put it in words"
desk-claimed = { $name } has taken it
desk-handed-on = { $name } handed it on to { $to }
desk-closed = { $name } closed case { $number }
desk-with-bot = The user went back to the bot. Replies still reach them.
desk-back = The user came back to talk to a person.
desk-works = The user says: it works
desk-still = The user says: still not working. The case is open again
desk-stars = The user's rating: { $stars }
desk-left = WeChat: at most { $number } more can be sent, until { $time } on { $day }
desk-left-none = WeChat: until this user writes again, the next message will wait
desk-shelved = Kept: { $said }. WeChat takes nothing now; they get it when they write again
desk-undelivered = Not delivered: { $said }. They blocked the bot, or their channel can't carry it
desk-refused-not_staff = Only staff can do that
desk-refused-not_yours = This case is somebody else's. Ask a supervisor, or have it handed on to you
desk-refused-closed = The case is closed; nothing was sent
desk-no-such-agent = No such agent. They have to have written here before
desk-canned =
    { $number } Ready answers; a press sends one to the user:

    { $answers }
desk-echo-answer = { $name } replied at the staff page: { $said }
desk-echo-note = { $name } noted at the staff page: { $said }
desk-noted = Noted; the user doesn't see it
desk-button-claim = Take it
desk-button-canned = Ready answers
desk-button-close = Close
desk-context =
    { $said }

    What you write in this topic (or in reply to this message) goes to the user. Begin with // for a private note; /to @name hands it on

## Cases at the staff page

desk-stage-open = Nobody has it
desk-stage-claimed = Taken
desk-stage-answered = Answered
desk-stage-closed = Closed
desk-kind-context = What is known
desk-kind-said = User
desk-kind-notice = Notice
desk-kind-answer = { $name }
desk-kind-told = The user was told
desk-kind-closing = The user was asked
desk-kind-kit = The appeal
desk-kind-note = { $name }, private note
desk-asked-whether-it-works = Whether the card works again, and for stars
desk-became-pending = On its way
desk-became-sent = Delivered
desk-became-shelved = Waits until they write again
desk-became-gone = Not delivered: they blocked the bot, or have left
desk-became-unable = Not delivered: their channel can't carry it
desk-moment = { $day }, { $time }
desk-a-picture = [picture]
desk-no-such-case = There is no case { $number }

## Ready answers: by cause; the last ones always

canned-quota = I've checked: card { $card } has used up its data for this cycle; it isn't a debt. An add-on pack usually works within 15 minutes, or wait for the next cycle.
canned-carrier = Card { $card } was stopped by the carrier, and we're preparing the appeal. Please send a photo of the device, where it's used and what for. Don't top up until it's lifted.
canned-real_name = Card { $card } isn't real-name verified yet. Please follow the link; the carrier's SMS has the result. Don't top up before that.
canned-plan_expired = The plan of card { $card } has ended. After renewing, restart the device; if it isn't back in 30 minutes, write here.
canned-any-1 = Please send a photo of the card and of the device, and say when it stopped working.
canned-any-2 = I'm looking into it and will reply here. Case { $number }
canned-any-3 = Please switch the device off for a minute, and tell me 10 minutes later whether it works.

## The appeal

appeal-label = The appeal, ready to forward to the account manager
appeal-title = Request to lift a carrier-imposed suspension; the card in brief
appeal-iccid = Card number (ICCID)
appeal-carrier = Carrier
appeal-msisdn = Number
appeal-raw = The platform's status code
appeal-stopped_on = Stopped on
appeal-plan = Plan
appeal-activated_on = Activated on
appeal-bound_imei = Bound IMEI
appeal-current_imei = Current IMEI
appeal-last_seen = Last online
appeal-use = Used for
appeal-place = Where
appeal-photo = Photo of the device
appeal-moved = Ever in another device
appeal-missing = to be added
as-said = { $said }
join-words = { " " }

setting-telegram-staff_group = The staff group's number (negative); with it, "talk to a person" opens a case there
setting-hours = When people answer, such as Mon-Fri 09:00-18:00; unset, nothing is promised
setting-holidays = A file of public holidays, in place of the program's own
problem-holidays = the holidays file can't be understood
