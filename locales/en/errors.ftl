### When something fails: what it is, and what to do

error-unknown = Something went wrong on our side. Try again in a few minutes; if it stays so, talk to a person
error-bug = The program has a fault and could not finish ({ $where })
error-source-not-yours = { source-name } has this card, but it belongs to another account
error-source-throttled = Too many questions at once: { source-name } asks us to wait. Try again in a few minutes
error-source-auth = { source-name } can't be asked right now (a matter of our access). Talk to a person
error-source-down = { source-name } isn't responding. Try again in a few minutes
error-source-bad-answer = { source-name } gave an answer that can't be read, so nothing can be said. Try again in a few minutes, or talk to a person
error-source-unclassified = { source-name } answered with a code we don't know, so nothing can be said. Talk to a person
source-name = { $source ->
    [inventory] the card inventory
    [aliyun] Alibaba Cloud's platform
    [onelink] China Mobile's platform
    [telecom_cmp] China Telecom's platform
    [ctwing] China Telecom's platform
    [jasper] China Unicom's platform
    [unicom_cmp] China Unicom's platform
   *[other] the platform
}
error-settings = The setting { $setting } is wrong: { $problem }
error-file = { $problem ->
    [unwritable] Cannot write
    [wrong_suffix] Cannot write
   *[unreadable] Cannot read
} { $file }: { $problem ->
    [missing] there is no such file
    [empty] it is empty
    [no_header] its first line must be a header
    [no_iccid_column] it has no column of card numbers (call it iccid)
    [duplicate_column] columns stand in it twice ({ $detail })
    [not_csv] it is not CSV, or its encoding is unknown (UTF-8 or GB18030 it must be)
    [not_xlsx] it is not XLSX, or damaged; save other spreadsheets as XLSX first
    [too_big] it is too big; split it
    [unwritable] { $detail }
    [wrong_suffix] the name must end in "csv" or "xlsx"
   *[unreadable] { $detail }
}
error-rules = The rule pack { $file } is not complete: { $field }
error-store-locked = The database is in use by another program. Try again in a moment
error-store-broken = { $problem ->
    [not_ours] The database file isn't one of SIM Clinic's; check SIMCLINIC_DATABASE
    [newer] The database was written by a newer version; upgrade the program first
    [damaged] The database is damaged; restore a backup
    [cannot_open] The database cannot be opened: the folder doesn't exist, or may not be used
    [read_only] The database can be read but not written; check its permissions
    [disk_full] The disk is full, so the database cannot be written
   *[disk] The disk failed while the database was in use
}
error-lexicon = The word list { $file } cannot be read: { $problem }

problem-bool = it must be true or false
problem-number = it must be a number
problem-missing = it is missing
problem-unknown = there is no such setting
problem-value = it has a wrong value
problem-toml = the file isn't valid TOML
problem-unreadable = the file cannot be read
problem-lang = there is no such language
problem-rules = there is no such rule pack
problem-source = there is no such source
problem-database = it must read sqlite:///file name
problem-time = write a time as 2026-11-22 or 2026-11-22T12:00
