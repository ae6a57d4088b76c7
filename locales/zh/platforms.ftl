### 各家的卡平台

problem-cmp-key = 电信 CMP 的密钥是 9 位
problem-address-begins = 地址要以 https:// 开头
problem-http-url = 地址里要有 { "{iccid}" } 或 { "{msisdn}" }

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
