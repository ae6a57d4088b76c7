### 各家的卡平台

problem-cmp-key = 电信 CMP 的密钥是 9 位
problem-address-begins = 地址要以 https:// 开头
problem-http-url = 地址里要有 { "{iccid}" } 或 { "{msisdn}" }
problem-mapping-missing = 文件里少了 { $where }
problem-mapping-unknown = 文件里的 { $where } 不是认识的名称
problem-mapping-value = 文件里 { $where } 的值不对
problem-mapping-no-state = 文件的 [tells] 里要写 state 在哪里
problem-mapping-no-success = 文件的 [answer] 里写了 code，还要写哪些代码算成功
problem-account = { $name } 没有设账号（{ $setting }）
problem-no-platform = 没有配好的平台，没有地方可以查

cards-refreshing = 更新中
cards-refreshed = 更新 { $refreshed }，平台上没有 { $missing }，没查成 { $failed }
cards-refresh-went-on = 接着上次中断的地方更新
cards-refresh-missing = 平台上没有这张卡：{ $number }
cards-refresh-failed = 没查成 { $number }（{ $name }）：{ $why }
cards-refresh-stopped = 停下了（{ $name }）：{ $why }。已经更新的留着；带 --all 再运行一次，会接着做
cards-refresh-which = 写上卡号，或者用 --all 更新全部，二选一

doctor-sources = 数据源
doctor-sources-read = 按顺序问 { $names }
doctor-sources-idle = 按顺序问 { $names }；{ $idle } 设了账号，但不在 { $setting } 里，不会问
doctor-platform = 平台 { $name }
doctor-platform-read = 连得上，账号可用，{ $taken } 毫秒
doctor-platform-auth = 平台不认这个账号，检查账号和密钥，以及这台机器的 IP 是否在白名单里（{ $code }）
doctor-platform-address = 平台不认这台机器的 IP，请平台把它加入白名单（{ $code }）
doctor-platform-clock = 这台机器的时钟和平台差太多，先对时（{ $code }）
doctor-platform-throttled = 平台说问得太多，过一会儿再试（{ $code }）
doctor-platform-down = 连不上，或者没有回应（{ $code }）
doctor-platform-bad_answer = 回答读不懂：检查接口的地址（{ $code }）
doctor-platform-unclassified = 回了一个不认识的代码（{ $code }）

setting-aliyun-access_key_id = 阿里云 AccessKey ID；设了就查阿里云
setting-aliyun-access_key_secret = 阿里云 AccessKey Secret
setting-aliyun-endpoint = 阿里云物联网卡接口的地址
setting-onelink-app_id = 中国移动 OneLink 的 appid；设了就查 OneLink
setting-onelink-password = OneLink 的 password
setting-onelink-base_url = OneLink 接口的地址
setting-telecom_cmp-user_id = 中国电信 CMP（m2m_ec）的用户名；设了就查电信 CMP
setting-telecom_cmp-password = 电信 CMP 的密码
setting-telecom_cmp-key = 电信 CMP 的密钥，9 位
setting-telecom_cmp-base_url = 电信 CMP 接口的地址
setting-ctwing-app_key = 中国电信 5G CMP（CTWing）的 AppKey；设了就查 CTWing
setting-ctwing-secret_key = CTWing 的密钥
setting-ctwing-base_url = CTWing 接口的地址
setting-ctwing-clock = CTWing 签名用的时间：gmt 或 local
setting-jasper-username = 中国联通 Jasper 的用户名；设了就查 Jasper
setting-jasper-api_key = Jasper 的 API key
setting-jasper-base_url = Jasper 接口的地址
setting-unicom_cmp-app_id = 中国联通 CMP 的 app_id；设了就查联通 CMP
setting-unicom_cmp-app_secret = 联通 CMP 的 appSecret
setting-unicom_cmp-open_id = 联通 CMP 的 openId
setting-unicom_cmp-base_url = 联通 CMP 接口的地址
setting-http-url = 自家接口的地址，{ "{iccid}" } 会换成卡号；设了就查它
setting-http-headers = 访问自家接口要带的请求头，JSON
setting-http-mapping = 说明自家接口的回答怎么读的 TOML 文件
