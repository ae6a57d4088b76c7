-- All SQL of the store, by name. Each query begins with one line that says what it is for.
-- {columns} and their kin are lists of column names, filled in from bot/store/rows.py; values are always bound.

-- name: card
-- one card by its key
SELECT {columns} FROM cards WHERE key = ?

-- name: card_of_msisdn
-- of the cards with one telephone number, the one seen last
SELECT {columns} FROM cards WHERE msisdn = ? ORDER BY julianday(as_of) DESC, key LIMIT 1

-- name: cards_after
-- the next cards in order of key
SELECT key, {columns} FROM cards WHERE key > ? ORDER BY key LIMIT ?

-- name: put_card
-- one card as a whole, in place of what was kept of it
INSERT OR REPLACE INTO cards (key, {columns}) VALUES ({marks})

-- name: remove_card
-- one card by its key
DELETE FROM cards WHERE key = ?

-- name: count_cards
-- how many cards there are
SELECT count(*) FROM cards

-- name: recall
-- what is kept of one person
SELECT lang, last_card, offers, asked FROM people WHERE channel = ? AND user = ?

-- name: remember
-- one person, in place of what was kept of them
INSERT INTO people (channel, user, lang, last_card, offers, asked, updated_at)
VALUES (?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
ON CONFLICT (channel, user) DO UPDATE SET
    lang = excluded.lang, last_card = excluded.last_card, offers = excluded.offers, asked = excluded.asked,
    updated_at = excluded.updated_at

-- name: staging_table
-- where an import gathers its rows: a table of this connection alone, so that nobody waits for it
CREATE TEMP TABLE staged AS SELECT * FROM cards WHERE false

-- name: stage
-- one row of the file
INSERT INTO staged ({columns}) VALUES ({marks})

-- name: index_staged
-- finds the rows of one card, in order of key
CREATE INDEX temp.staged_by_key ON staged (key)

-- name: count_repeated
-- how many rows of the file are followed by another row of the same card
SELECT count(*) - count(DISTINCT key) FROM staged

-- name: drop_repeated
-- of several rows of one card, the last counts
DELETE FROM staged WHERE rowid NOT IN (SELECT max(rowid) FROM staged GROUP BY key)

-- name: compare
-- what the import will do: rows, cards that are new, cards that say something else than before
SELECT count(*), count(*) - count(cards.key), count(CASE WHEN cards.key IS NOT NULL AND {differs} THEN 1 END)
FROM staged LEFT JOIN cards ON cards.key = staged.key

-- name: merge
-- the import itself: in order of key, so that the table grows at its end
INSERT INTO cards (key, {columns})
SELECT key, {columns} FROM staged WHERE true ORDER BY key
ON CONFLICT (key) DO UPDATE SET {assignments} WHERE {differs}

-- name: new_iccid
-- the longer spelling of a card number tells more
iif(length({new}.iccid) < length(cards.iccid), cards.iccid, {new}.iccid)

-- name: new_notes
-- a note the file has replaces the old one, an empty one removes it, the others stay
nullif(json_patch(ifnull(cards.notes, json_object()), staged.notes), json_object())

-- name: merge_notes
-- the notes as they will be, before they go in with the rest
UPDATE staged SET notes = (
    SELECT {notes} FROM (SELECT staged.key AS key) AS one LEFT JOIN cards ON cards.key = one.key
)

-- name: note_names
-- the names of all notes
SELECT DISTINCT json_each.key FROM cards, json_each(cards.notes) WHERE cards.notes IS NOT NULL ORDER BY 1

-- name: all_cards
-- every card, in order of key
SELECT {columns} FROM cards ORDER BY key

-- name: keep_letter
-- one message of a channel that redelivers, unless it was kept before
INSERT OR IGNORE INTO inbox (channel, account, dedup, chat, raw, kept_at) VALUES (?, ?, ?, ?, ?, ?)

-- name: unfinished_letters
-- what has not been answered, in the order in which it came
SELECT id, dedup, chat, raw FROM inbox WHERE channel = ? AND account = ? AND raw IS NOT NULL ORDER BY id

-- name: finish_letter
-- a message that was answered: what it said is forgotten
UPDATE inbox SET raw = NULL WHERE id = ?

-- name: prune_letters
-- answered messages that nobody delivers again
DELETE FROM inbox WHERE raw IS NULL AND kept_at < ?

-- name: show_button
-- what a button means, and that it was shown
INSERT INTO buttons (id, meaning, shown_at) VALUES (?, ?, ?)
ON CONFLICT (id) DO UPDATE SET meaning = excluded.meaning, shown_at = excluded.shown_at

-- name: button
-- what a button means
SELECT meaning FROM buttons WHERE id = ?

-- name: prune_buttons
-- buttons that have not been shown for long
DELETE FROM buttons WHERE shown_at < ?

-- name: keep_last_known
-- a card as it was seen, unless a later sight of it is kept
INSERT INTO last_known (key, msisdn, seen_at, card) VALUES (?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET msisdn = excluded.msisdn, seen_at = excluded.seen_at, card = excluded.card
WHERE excluded.seen_at >= last_known.seen_at

-- name: last_known
-- a card as it was seen last
SELECT card FROM last_known WHERE key = ?

-- name: last_known_of_msisdn
-- of the cards with one telephone number, the one seen last
SELECT card FROM last_known WHERE msisdn = ? ORDER BY seen_at DESC, key LIMIT 1

-- name: remove_last_known
-- a card that is removed is not remembered either
DELETE FROM last_known WHERE key = ?

-- name: prune_last_known
-- cards that have not been seen for long
DELETE FROM last_known WHERE seen_at < ?

-- name: set_bookmark
-- where a work has come to
INSERT INTO bookmarks (work, key, set_at) VALUES (?, ?, ?)
ON CONFLICT (work) DO UPDATE SET key = excluded.key, set_at = excluded.set_at

-- name: bookmark
-- where a work had come to, unless that was long ago
SELECT key FROM bookmarks WHERE work = ? AND set_at >= ?

-- name: remove_bookmark
-- a work that has come to its end
DELETE FROM bookmarks WHERE work = ?

-- name: forget
-- a person, with all that was kept of them
DELETE FROM people WHERE channel = ? AND user = ?

-- name: prune_people
-- what has been kept of people who have said nothing new for long
DELETE FROM people WHERE updated_at < ?

-- name: put_on_shelf
-- what waits for one person, in place of what lay there
INSERT OR REPLACE INTO shelf (account, user, lang, parts, put_at) VALUES (?, ?, ?, ?, ?)

-- name: on_shelf
-- what waits for one person
SELECT lang, parts, put_at FROM shelf WHERE account = ? AND user = ?

-- name: clear_shelf
-- nothing waits for this person any more
DELETE FROM shelf WHERE account = ? AND user = ?

-- name: prune_shelf
-- what nobody has come for
DELETE FROM shelf WHERE put_at < ?

-- name: forget_shelf
-- whatever waits for one person
DELETE FROM shelf WHERE user = ?

-- name: cards_of_imsi
-- the cards with one IMSI, in order of key
SELECT {columns} FROM cards WHERE imsi = ? ORDER BY key LIMIT ?

-- name: cards_of_imei
-- the cards bound to one device, or in it; the last digit of its number does not count
SELECT {columns} FROM cards WHERE bound_imei IS NOT NULL AND substr(bound_imei, 1, 14) = substr(?1, 1, 14)
OR current_imei IS NOT NULL AND substr(current_imei, 1, 14) = substr(?1, 1, 14) ORDER BY key LIMIT ?2

-- name: role
-- what one of the staff is
SELECT role FROM staff WHERE channel = ? AND user = ?

-- name: all_staff
-- all of the staff, in the order in which they joined
SELECT channel, user, role, since FROM staff ORDER BY since, channel, user

-- name: add_staff
-- one of the staff, in place of what they were
INSERT OR REPLACE INTO staff (channel, user, role, since) VALUES (?, ?, ?, ?)

-- name: remove_staff
-- one of the staff who leaves
DELETE FROM staff WHERE channel = ? AND user = ?

-- name: invite
-- an invitation whose code is known to its bearer alone
INSERT INTO invitations (salt, digest, role, invited_at) VALUES (?, ?, ?, ?)

-- name: invitations
-- the invitations that are open
SELECT salt, digest, role FROM invitations

-- name: remove_invitation
-- an invitation that was accepted
DELETE FROM invitations WHERE salt = ?

-- name: prune_invitations
-- invitations that nobody has accepted in time
DELETE FROM invitations WHERE invited_at < ?

-- name: add_attempt
-- somebody tries a code
INSERT INTO attempts (channel, user, tried_at) VALUES (?, ?, ?)

-- name: count_attempts
-- how many codes somebody has tried lately
SELECT count(*) FROM attempts WHERE channel = ? AND user = ?

-- name: prune_attempts
-- attempts that no longer count
DELETE FROM attempts WHERE tried_at < ?

-- name: note
-- one entry of the audit trail
INSERT INTO trail (at, channel, user, act, outcome, card, about_channel, about_user, said, text, lang)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: trail
-- a page of the audit trail, the latest first
SELECT id, at, channel, user, act, outcome, card, about_channel, about_user, said, text, lang
FROM trail WHERE {where} ORDER BY id DESC LIMIT ?

-- name: erase_texts_of
-- the words that were said to and by one person
UPDATE trail SET said = NULL, text = NULL WHERE channel = ? AND user = ?

-- name: prune_texts
-- words that are not kept any longer
UPDATE trail SET said = NULL, text = NULL WHERE at < ? AND (said IS NOT NULL OR text IS NOT NULL)

-- name: prune_trail
-- entries that are not kept any longer
DELETE FROM trail WHERE at < ?

-- name: open_case
-- a new case, unless the person has one or the number is taken
INSERT OR IGNORE INTO cases ({columns}) VALUES ({marks})

-- name: live_case
-- the case of one person that is not closed
SELECT {columns} FROM cases WHERE channel = ? AND user = ? AND stage <> 'closed'

-- name: case
-- one case by its number
SELECT {columns} FROM cases WHERE number = ?

-- name: case_in_topic
-- the case that staff write about in one topic
SELECT {columns} FROM cases WHERE topic = ?

-- name: change_case
-- one case, in place of what was kept of it
UPDATE cases SET ({columns}) = ({marks}) WHERE number = ?

-- name: say_in_case
-- one message of a case, unless it came before
INSERT OR IGNORE INTO case_messages (number, kind, side, channel, user, text, at, picture, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: next_in_case
-- of what is to be delivered to one side of a case, or was shelved, the first
SELECT id, kind, channel, user, text, at, picture, origin FROM case_messages
WHERE number = ? AND side = ? AND outcome IS ? ORDER BY id LIMIT 1

-- name: delivered_in_case
-- what became of one message
UPDATE case_messages SET outcome = ?, delivered_at = ? WHERE id = ?

-- name: waiting_in_cases
-- which sides of which cases something is to be delivered to
SELECT DISTINCT number, side FROM case_messages WHERE side IS NOT NULL AND outcome IS NULL ORDER BY number, side

-- name: waiting_for_person
-- the cases of one person with something that they have not read
SELECT DISTINCT cases.number FROM cases JOIN case_messages ON case_messages.number = cases.number
WHERE cases.channel = ? AND cases.user = ? AND side = 'user' AND (outcome IS NULL OR outcome = 'shelved')
ORDER BY cases.opened_at

-- name: all_in_case
-- all that was said in one case, in order
SELECT kind, channel, user, text, at, picture, origin, outcome FROM case_messages WHERE number = ? ORDER BY id

-- name: standing_cases
-- the cases that are not closed, or were since a moment: one agent's first, then by when somebody spoke last, and who
SELECT {columns}, coalesce((
    SELECT at FROM case_messages AS said
    WHERE said.number = cases.number AND kind IN ('context', 'said', 'answer') ORDER BY id DESC LIMIT 1
), opened_at) AS last, (
    SELECT kind FROM case_messages AS said
    WHERE said.number = cases.number AND kind IN ('context', 'said', 'answer') ORDER BY id DESC LIMIT 1
)
FROM cases WHERE stage <> 'closed' OR closed_at >= ?
ORDER BY agent_channel IS ? AND agent_user IS ? DESC, last DESC, number LIMIT ?

-- name: cases_of
-- all cases of one person, the oldest first
SELECT {columns} FROM cases WHERE channel = ? AND user = ? ORDER BY opened_at, number

-- name: forget_cases
-- all cases of one person, with what was said in them
DELETE FROM cases WHERE channel = ? AND user = ?

-- name: prune_cases
-- closed cases that are not kept any longer
DELETE FROM cases WHERE closed_at < ?

-- name: keep_picture
-- a picture of a case, unless it is kept already or the case has too many
INSERT OR IGNORE INTO case_pictures (name, number, content)
SELECT ?1, ?2, ?3 WHERE (SELECT count(*) FROM case_pictures WHERE number = ?2) < ?4

-- name: picture_is_kept
-- whether a picture of a case is kept
SELECT 1 FROM case_pictures WHERE name = ? AND number = ?

-- name: picture
-- the bytes of one picture
SELECT content FROM case_pictures WHERE name = ?

-- name: call_staff
-- the name by which one of the staff is called
INSERT OR REPLACE INTO staff_names (name, channel, user) VALUES (?, ?, ?)

-- name: called_staff
-- who is called by a name
SELECT channel, user FROM staff_names WHERE name = ?

-- name: staff_names
-- by which names the staff are called
SELECT channel, user, name FROM staff_names ORDER BY name DESC

-- name: add_notice
-- a notice; its number is the next one
INSERT INTO notices (affects, texts, since, until) VALUES (?, ?, ?, ?)

-- name: notices
-- the notices that are not over, those to come included
SELECT number, affects, texts, since, until FROM notices WHERE until IS NULL OR until > ? ORDER BY number

-- name: end_notice
-- a notice that is withdrawn
UPDATE notices SET until = ?2 WHERE number = ?1 AND (until IS NULL OR until > ?2)

-- name: add_desk_link
-- a link by which one of the staff may sign in
INSERT INTO desk_links (digest, channel, user, made_at) VALUES (?, ?, ?, ?)

-- name: use_desk_link
-- whose link it is; it is gone then
DELETE FROM desk_links WHERE digest = ? RETURNING channel, user

-- name: prune_desk_links
-- links that nobody has followed in time
DELETE FROM desk_links WHERE made_at < ?

-- name: open_desk_session
-- somebody who has signed in
INSERT INTO desk_sessions (digest, channel, user, opened_at) VALUES (?, ?, ?, ?)

-- name: desk_session
-- who has signed in, unless that was long ago
SELECT channel, user FROM desk_sessions WHERE digest = ? AND opened_at >= ?

-- name: close_desk_session
-- somebody who signs out
DELETE FROM desk_sessions WHERE digest = ?

-- name: prune_desk_sessions
-- sessions that have expired
DELETE FROM desk_sessions WHERE opened_at < ?

-- name: count_look_ups
-- how often each outcome came of a look-up of one card
SELECT outcome, count(*) FROM trail WHERE act = 'look_up' AND at >= ? AND at < ? GROUP BY outcome

-- name: count_look_ups_by_day
-- how many look-ups there were on each day, as the clock goes in the deployment's zone
SELECT date(at, ?3), count(*) FROM trail WHERE act = 'look_up' AND at >= ?1 AND at < ?2 AND outcome <> 'refused'
GROUP BY 1 ORDER BY 1

-- name: count_people
-- how many people who are not staff looked cards up, and how many of them opened a case meanwhile
SELECT count(*), ifnull(sum(EXISTS (
    SELECT 1 FROM cases
    WHERE cases.channel = asking.channel AND cases.user = asking.user AND opened_at >= ?1 AND opened_at < ?2
)), 0)
FROM (
    SELECT DISTINCT channel, user FROM trail
    WHERE act = 'look_up' AND at >= ?1 AND at < ?2 AND user <> '' AND outcome <> 'refused'
    AND NOT EXISTS (SELECT 1 FROM staff WHERE staff.channel = trail.channel AND staff.user = trail.user)
) AS asking

-- name: count_cases
-- how many cases were opened, answered and closed; the stars they got, and how many gave them
SELECT count(*), count(answered_at), count(closed_at), sum(stars), count(stars) FROM cases
WHERE opened_at >= ? AND opened_at < ?

-- name: middle_wait
-- the middle one of the times, in seconds, that the cases took to reach a moment
SELECT (julianday({moment}) - julianday(opened_at)) * 86400 FROM cases
WHERE opened_at >= ?1 AND opened_at < ?2 AND {moment} IS NOT NULL
ORDER BY 1 LIMIT 1 OFFSET ?3

-- name: any_case
-- whether anybody was ever handed over
SELECT EXISTS (SELECT 1 FROM cases)
