### The SIM platforms

problem-cmp-key = the key of China Telecom's CMP has 9 characters
problem-address-begins = an address begins with https://
problem-http-url = the address needs { "{iccid}" } or { "{msisdn}" } in it
problem-mapping-missing = { $where } is missing in the file
problem-mapping-unknown = { $where } in the file is not a name that is known here
problem-mapping-value = { $where } in the file has a wrong value
problem-mapping-no-state = [tells] in the file must say where the state stands
problem-mapping-no-success = [answer] in the file names a code but not which codes mean success
problem-account = { $name } has no account ({ $setting })
problem-no-platform = no platform is set up, so there is nobody to ask

cards-refreshing = Refreshing
cards-refreshed = { $refreshed } refreshed, { $missing } not on the platforms, { $failed } failed
cards-refresh-went-on = Going on where the last run was interrupted
cards-refresh-missing = Not on the platforms: { $number }
cards-refresh-failed = Could not ask for { $number } ({ $name }): { $why }
cards-refresh-stopped = Stopped ({ $name }): { $why }. What was refreshed is kept; run it again with --all to go on
cards-refresh-which = Give card numbers, or --all for every card, not both

doctor-sources = sources
doctor-sources-read = asked in this order: { $names }
doctor-sources-idle = asked in this order: { $names }; { $idle } has an account but isn't in { $setting }, so it isn't asked
doctor-platform = platform { $name }
doctor-platform-read = reachable, and the account works ({ $taken } ms)
doctor-platform-auth = the platform refuses the account; check its name and secrets, and whether this machine's IP address is allowed there ({ $code })
doctor-platform-address = the platform doesn't know this machine's IP address; have it allowed there ({ $code })
doctor-platform-clock = this machine's clock and the platform's differ too much; set the clock ({ $code })
doctor-platform-throttled = the platform says it is asked too often; try again later ({ $code })
doctor-platform-down = not reachable, or it doesn't answer ({ $code })
doctor-platform-bad_answer = the answer can't be read; check the API's address ({ $code })
doctor-platform-unclassified = it answered with a code we don't know ({ $code })

setting-aliyun-access_key_id = Alibaba Cloud's AccessKey ID; setting it makes Linkcard a source
setting-aliyun-access_key_secret = Alibaba Cloud's AccessKey secret
setting-aliyun-endpoint = the address of Linkcard's API
setting-onelink-app_id = China Mobile OneLink's appid; setting it makes OneLink a source
setting-onelink-password = OneLink's password
setting-onelink-base_url = the address of OneLink's API
setting-telecom_cmp-user_id = the user of China Telecom's CMP (m2m_ec); setting it makes that a source
setting-telecom_cmp-password = the password of China Telecom's CMP
setting-telecom_cmp-key = the key of China Telecom's CMP, 9 characters
setting-telecom_cmp-base_url = the address of China Telecom's CMP
setting-ctwing-app_key = the AppKey of China Telecom's 5G CMP (CTWing); setting it makes that a source
setting-ctwing-secret_key = CTWing's secret
setting-ctwing-base_url = the address of CTWing's API
setting-ctwing-clock = the time that CTWing's signature is made with: gmt or local
setting-jasper-username = the user of China Unicom's Jasper; setting it makes Jasper a source
setting-jasper-api_key = Jasper's API key
setting-jasper-base_url = the address of Jasper's API
setting-unicom_cmp-app_id = the app_id of China Unicom's own CMP; setting it makes that a source
setting-unicom_cmp-app_secret = the appSecret of China Unicom's CMP
setting-unicom_cmp-open_id = the openId of China Unicom's CMP
setting-unicom_cmp-base_url = the address of China Unicom's CMP
setting-http-url = an in-house API's address, with { "{iccid}" } in it; setting it makes that a source
setting-http-headers = the headers that the in-house API wants, as JSON
setting-http-mapping = a TOML file that says what the in-house API's answers mean
