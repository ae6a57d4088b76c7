"""What people say is understood: by meaning, in both languages, and in one that is only data."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.card import Cause, State
from bot.errors import BadLexicon
from bot.lexicon import Lexicon
from bot.lexicon.hearing import LONGEST, Ear, Words
from bot.ports import Lexicon as LexiconPort

LOCALES = Path(__file__).parents[1] / "locales"
PATHS = sorted(LOCALES.glob("*/words.toml"))
LEXICON = Lexicon.load(LOCALES)
EAR = Ear([Words.read(path) for path in PATHS])

# what is said, its language, what it is about (the surest first), the terms it names
Saying = tuple[str, str | None, str, str]
CHINESE: tuple[Saying, ...] = (
    ("你好", "zh", "greeting", ""),
    ("喂", "zh", "greeting", ""),
    ("谢谢", "zh", "thanks", ""),
    ("多谢师傅", "zh", "thanks", ""),
    ("好的，谢谢", "zh", "yes thanks", ""),
    ("不用谢", "zh", "", ""),
    ("我充过值了", "zh", "paid", ""),
    ("已经交钱了还是没网", "zh", "paid still_dead", ""),
    ("充值了没用", "zh", "paid", ""),
    ("叠加包买了怎么还不能上网", "zh", "paid still_dead", "add_on"),
    ("钱都扣了，卡还是停机", "zh", "paid still_dead", "stopped"),
    ("买了流量包还是显示信控停用", "zh", "paid still_dead", "add_on quota"),
    ("过了半小时还是不行", "zh", "still_dead", ""),
    ("还没好", "zh", "still_dead", ""),
    ("都三天了还没恢复", "zh", "still_dead", ""),
    ("重启了也没用", "zh", "still_dead", ""),
    ("还是没网！！！", "zh", "still_dead", ""),
    ("人工", "zh", "person", ""),
    ("人工客服", "zh", "person", ""),
    ("有没有人啊", "zh", "person", ""),
    ("客服电话多少", "zh", "person", ""),
    ("能不能找个人来说", "zh", "person", ""),
    ("别用机器人糊弄我", "zh", "person anger", ""),
    ("帮助", "zh", "help", ""),
    ("这个怎么用啊", "zh", "help", ""),
    ("你能干什么", "zh", "help", ""),
    ("怎么查卡", "zh", "help", ""),
    ("卡号在哪", "zh", "where_number", ""),
    ("卡号在哪里看", "zh", "where_number", ""),
    ("在哪里可以看到卡号", "zh", "where_number", ""),
    ("我找不到卡号", "zh", "where_number", ""),
    ("卡上哪个数字是卡号", "zh", "where_number", ""),
    ("卡坏了", "zh", "dead", ""),
    ("上不了网", "zh", "dead", ""),
    ("我的卡不能用了", "zh", "dead", ""),
    ("停机了", "zh", "dead", "stopped"),
    ("定位器不上线", "zh", "dead", ""),
    ("监控看不了了怎么办", "zh", "dead", ""),
    ("卡突然没信号", "zh", "dead", ""),
    ("手机插上没反应", "zh", "dead", ""),
    ("pos机连不上网", "zh", "dead", ""),
    ("为什么上不了网", "zh", "dead", ""),
    ("网断了", "zh", "dead", ""),
    ("SIM卡坏了", "zh", "dead", ""),
    ("再查一次", "zh", "again", ""),
    ("再帮我查一下", "zh", "again", ""),
    ("刷新", "zh", "again", ""),
    ("复制完整卡号", "zh", "copy", ""),
    ("完整卡号", "zh", "copy", ""),
    ("把完整的卡号发我", "zh", "copy", ""),
    ("停机和销户有什么区别", "zh", "difference", "stopped cancelled"),
    ("信控停用和达量停用有什么不同", "zh", "difference", "quota threshold"),
    ("停机 vs 销户", "zh", "difference", "stopped cancelled"),
    ("信控停机和信控停用是一回事吗", "zh", "difference", "credit quota"),
    ("什么是信控停用", "zh", "what_is", "quota"),
    ("信控停用是什么意思", "zh", "what_is", "quota"),
    ("解释一下异常停用", "zh", "what_is", "carrier"),
    ("为什么会停机", "zh", "what_is", "stopped"),
    ("我的卡为什么被停用了", "zh", "what_is", "suspended"),
    ("机卡分离是什么", "zh", "what_is", "separation"),
    ("静默期是什么意思啊", "zh", "what_is", "unused"),
    ("停机了是什么意思", "zh", "what_is", "stopped"),
    ("信控停用怎么回事", "zh", "what_is", "quota"),
    ("是的", "zh", "yes", ""),
    ("好", "zh", "yes", ""),
    ("好的呀", "zh", "yes", ""),
    ("对的就是这个", "zh", "yes", ""),
    ("不是", "zh", "no", ""),
    ("不对", "zh", "no", ""),
    ("不是这张", "zh", "no", ""),
    ("有哪些状态", "zh", "all_states", ""),
    ("状态列表", "zh", "all_states", ""),
    ("多少钱一个叠加包", "zh", "cost", "add_on"),
    ("换绑要钱吗", "zh", "cost", "rebind"),
    ("复机要多少钱", "zh", "cost resume", "resume"),
    ("怎么复机", "zh", "resume", "resume"),
    ("怎么解封", "zh", "resume", ""),
    ("停机了怎么恢复", "zh", "resume dead", "stopped"),
    ("信控停用怎么办", "zh", "resume", "quota"),
    ("能不能帮我解封", "zh", "resume", ""),
    ("欠费停机怎么办", "zh", "resume", "credit"),
    ("垃圾东西，骗子公司", "zh", "anger", ""),
    ("我要投诉你们", "zh", "anger", ""),
    ("什么破卡，充了钱还没网", "zh", "paid still_dead anger", ""),
    ("气死我了", "zh", "anger", ""),
    ("无语，都三天了还没好", "zh", "still_dead anger", ""),
    ("师傅我这个定位器昨天还好好的，今天突然掉线了，卡号 8986 0321 2499 4651 3307", "zh", "dead", "offline"),
    ("我是送外卖的，车上的GPS离线了，帮忙看看", "zh", "dead", "offline"),
    ("养猪场的摄像头又不行了，你们到底管不管！", "zh", "dead anger", ""),
    ("我家鱼塘监控没画面了", "zh", "dead", ""),
    ("你们这群骗子，充了一年才用两个月就停了", "zh", "paid dead anger", ""),
    ("客户反馈卡不能上网，ICCID：89860321249946513307，IMEI：860000000000000，麻烦处理", "zh", "dead", "iccid"),
    ("【工单】卡号89860321249946513307 状态 已停用 原因 换绑停用 请核实", "zh", "", "suspended rebind"),
    ("怎么才能让它恢复上网", "zh", "resume", ""),
    ("换了个设备，显示换绑停用，怎么弄", "zh", "resume", "rebind"),
    ("为什么显示信控停用", "zh", "what_is", "quota"),
    ("我流量还有怎么就停了", "zh", "dead", ""),
    ("明明还有流量怎么停机了", "zh", "dead", "stopped"),
    ("信控停用是欠费吗", "zh", "", "quota credit"),
    ("信控停用要等多久", "zh", "", "quota"),
    ("下个月会自动恢复吗", "zh", "resume", ""),
    ("几号恢复", "zh", "resume", ""),
    ("套餐什么时候到期", "zh", "", "plan_expired"),
    ("实名认证怎么弄", "zh", "resume", "real_name"),
    ("实名通过了还是不能用", "zh", "still_dead", "real_name"),
    ("换绑怎么操作", "zh", "help", "rebind"),
    ("销户了还能恢复吗", "zh", "resume", "cancelled"),
    ("已经销户了怎么办", "zh", "resume", "cancelled"),
    ("好的，我重启一下", "zh", "yes", ""),
    ("可以了，谢谢", "zh", "thanks", ""),
    ("好了，谢谢师傅", "zh", "yes thanks", ""),
    ("恢复了，感谢", "zh", "thanks", ""),
    ("不是欠费，是没网", "zh", "dead", "credit"),
    ("是的，就是这张卡", "zh", "yes", ""),
    ("不是的，我没换过设备", "zh", "no", ""),
    ("没有", "zh", "no", ""),
    ("我要退款", "zh", "person", ""),
    ("你是机器人吗", "zh", "person", ""),
    ("给我转人工服务", "zh", "person", ""),
    ("我不要和机器人聊", "zh", "person", ""),
    ("什么意思", "zh", "what_is", ""),
    ("物联卡有哪些状态", "zh", "all_states", ""),
    ("机卡绑定和机卡分离有啥不一样", "zh", "difference", "binding separation"),
    ("复用和复机一样吗", "zh", "difference resume", "resume"),
    ("ICCID是什么", "zh", "what_is", "iccid"),
    ("APN怎么设置", "zh", "", "apn"),
    ("我的卡号是多少", "zh", "where_number", ""),
    ("把卡号完整显示", "zh", "copy", ""),
    ("卡号能不能全显示", "zh", "copy", ""),
    ("不行", "zh", "still_dead", ""),
    ("没用", "zh", "still_dead", ""),
    ("还是一样", "zh", "still_dead", ""),
    ("两张卡都停机了", "zh", "dead", "stopped"),
    ("刚充的30块", "zh", "paid", ""),
    ("充了电还是不开机", "zh", "still_dead", ""),
    ("付款成功但是没网", "zh", "paid dead", ""),
    ("支付成功了", "zh", "paid", ""),
    ("缴费了，等了一天了", "zh", "paid still_dead", ""),
    ("要等多久才能好", "zh", "resume", ""),
    ("半小时内能恢复吗", "zh", "resume", ""),
    ("十分钟后再查", "zh", "again", ""),
    ("已经重启过三次了还是没反应", "zh", "still_dead", ""),
    ("查卡 89860321249946513307", "zh", "", ""),
    ("轉人工", "zh", "person", ""),
    ("幫助", "zh", "help", ""),
    ("卡號在哪", "zh", "where_number", ""),
    ("謝謝", "zh", "thanks", ""),
    ("還沒好", "zh", "still_dead", ""),
    ("怎麼恢復", "zh", "resume", ""),
    ("我的卡為什麼停機了", "zh", "what_is", "stopped"),
    ("已經交錢了還是沒網", "zh", "paid still_dead", ""),
    ("什麼是信控停用", "zh", "what_is", "quota"),
    ("停機和銷戶有什麼區別", "zh", "difference", "stopped cancelled"),
    ("複製完整卡號", "zh", "copy", ""),
    ("上不了網", "zh", "dead", ""),
    ("要多少錢", "zh", "cost", ""),
    ("有哪些狀態", "zh", "all_states", ""),
    ("垃圾，騙子", "zh", "anger", ""),
    ("重啟了也沒用", "zh", "still_dead", ""),
    ("冇網啊", "zh", "dead", ""),
    ("張卡用唔到", "zh", "dead", ""),
    ("卡號喺邊度", "zh", "where_number", ""),
    ("新控停用", "zh", "", "quota"),
    ("信控亭用", "zh", "", "quota"),
    ("换帮停用", "zh", "", "rebind"),
    ("换绑停佣", "zh", "", "rebind"),
    ("实明停用", "zh", "", "real_name"),
    ("异长停用", "zh", "", "carrier"),
    ("达亮停用", "zh", "", "threshold"),
    ("测试期换帮停用", "zh", "", "test_rebind"),
    ("欠停", "zh", "", "credit"),
    ("达量断网", "zh", "dead", "threshold"),
    ("实名审核中", "zh", "", "real_name_pending"),
    ("卡在使用中还会停用吗", "zh", "", "active suspended"),
    ("实名停用+信控停用", "zh", "", "real_name quota"),
    ("状态：已停用（信控停用）", "zh", "", "suspended quota"),
    ("我想用停车费用卡", "zh", "", ""),
    ("你好像不懂我说的", "zh", "", ""),
    ("人工智能好厉害", "zh", "", ""),
    ("智能垃圾桶的卡", "zh", "", ""),
    ("垃圾分类设备上不了网", "zh", "dead", ""),
    ("使用中国移动的卡", "zh", "", ""),
    ("现在用不了", "zh", "dead", ""),
    ("自动停用了", "zh", "dead", "suspended"),
    ("正常停用", "zh", "", "suspended"),
    ("怎么充值", "zh", "cost", ""),
    ("在哪里续费", "zh", "cost", ""),
    ("where can I top up", "en", "cost", ""),
    ("还没交钱", "zh", "", ""),
    ("充值了就能用吗", "zh", "", ""),
    ("帮我查一下 ICCID 89860321249946513307", "zh", "", "iccid"),
    ("what is 信控停用", "en", "what_is", "quota"),
    ("what does 您的卡已被信控停用 mean", "en", "what_is", "quota"),
    ("explain 机卡分离", "en", "what_is", "separation"),
    ("停机保号", "zh", "", "stopped"),
    ("信控停用 means?", "en", "", "quota"),
    ("流量用完了", "zh", "", "quota"),
    ("欠费了", "zh", "", "credit"),
    ("被封了", "zh", "dead", "carrier"),
    ("设备换了，换绑停用", "zh", "", "rebind"),
    ("实名没过审", "zh", "", "real_name"),
    ("imei不一致", "zh", "", "device_mismatch"),
    ("数据对不上", "zh", "", "conflict"),
    ("客服说已经恢复了", "zh", "", ""),
    ("我的卡是什么状态", "zh", "", ""),
    ("我钱也交了,为什么还是用不了网", "zh", "paid still_dead", ""),
    ("你好，请问我的物联卡被停了怎么处理", "zh", "resume greeting", ""),
    ("老板，我的卡不动了", "zh", "dead greeting", ""),
    ("设备显示无服务", "zh", "dead", ""),
    ("网络连接失败", "zh", "dead", ""),
    ("我这边显示已停用是啥原因", "zh", "what_is", "suspended"),
    ("要充多少才能恢复", "zh", "resume", ""),
    ("上个月充的年费，今天就停机了，你们搞什么", "zh", "paid dead anger", "stopped"),
    ("换了个手机插卡就不能用了", "zh", "dead", ""),
    ("为什么给我停了", "zh", "dead", ""),
    ("有没有流量", "zh", "", ""),
    ("叫你们领导来", "zh", "person", ""),
    ("打电话给我", "zh", "person", ""),
    ("听不懂人话", "zh", "person", ""),
    ("谢谢你啊，没用", "zh", "still_dead thanks", ""),
    ("不是的是另外一张", "zh", "no", ""),
    ("是的 停机了", "zh", "dead yes", "stopped"),
    ("叠加包和流量池有什么区别", "zh", "difference", "add_on pool"),
    ("停用 停机 销户", "zh", "", "suspended stopped cancelled"),
    ("iccid在卡的哪个位置", "zh", "where_number", "iccid"),
    ("一直没网", "zh", "still_dead", ""),
    ("昨天充值今天还没网，骗人的吧", "zh", "paid still_dead anger", ""),
    ("完整卡号 89860321249946513307", "zh", "copy", ""),
    ("什么是卡号", "zh", "what_is", "iccid"),
    ("查 89860321249946513307", "zh", "", ""),
)
ENGLISH: tuple[Saying, ...] = (
    ("hi", "en", "greeting", ""),
    ("hello there", "en", "greeting", ""),
    ("Good morning!", "en", "greeting", ""),
    ("thanks", "en", "thanks", ""),
    ("cheers mate", "en", "thanks", ""),
    ("I've already paid", "en", "paid", ""),
    ("paid yesterday", "en", "paid", ""),
    ("topped up but still no internet", "en", "paid still_dead", ""),
    ("I topped up an hour ago and it's still not working", "en", "paid still_dead", ""),
    ("I paid yesterday, still nothing. This is ridiculous.", "en", "paid still_dead anger", ""),
    ("payment went through but card still suspended", "en", "paid still_dead", "suspended"),
    ("bought an add-on pack, nothing changed", "en", "paid still_dead", "add_on"),
    ("I have not paid yet", "en", "", ""),
    ("do I have to pay again?", "en", "cost", ""),
    ("when I get paid I will top up", "en", "", ""),
    ("30 minutes and still dead", "en", "still_dead", ""),
    ("30min and still dead!!", "en", "still_dead", ""),
    ("half an hour and still offline", "en", "still_dead", "offline"),
    ("stil not working", "en", "still_dead", ""),
    ("restarted it, no change", "en", "still_dead", ""),
    ("rebooted twice but nothing", "en", "still_dead", ""),
    ("it's been 2 days", "en", "still_dead", ""),
    ("still no signal after restarting", "en", "still_dead", ""),
    ("not working yet", "en", "still_dead", ""),
    ("I want to talk to a human", "en", "person", ""),
    ("customer service", "en", "person", ""),
    ("custmer service please", "en", "person", ""),
    ("support", "en", "person", ""),
    ("can I speak to someone real", "en", "person", ""),
    ("let me talk to somebody", "en", "person", ""),
    ("is there anyone there?", "en", "person", ""),
    ("agentic workflows", "en", "", ""),
    ("help", "en", "help", ""),
    ("what can you do", "en", "help", ""),
    ("how does this work", "en", "help", ""),
    ("how do I use this", "en", "help", ""),
    ("who are you?", "en", "help", ""),
    ("help me", "en", "help", ""),
    ("help me my tracker is dead", "en", "dead help", ""),
    ("where do I find the number", "en", "where_number", ""),
    ("where's the card number?", "en", "where_number", ""),
    ("how do I find my iccid", "en", "where_number", "iccid"),
    ("which number do you need", "en", "where_number", ""),
    ("I can't find the number", "en", "where_number", ""),
    ("where is the numbr", "en", "where_number", ""),
    ("my sim is not working", "en", "dead", ""),
    ("no signal", "en", "dead", ""),
    ("no signal on my camera", "en", "dead", ""),
    ("the tracker is offline", "en", "dead", "offline"),
    ("it doesn't work", "en", "dead", ""),
    ("SIM doesn't work anymore", "en", "dead", ""),
    ("my camera can't connect", "en", "dead", ""),
    ("device stopped responding", "en", "dead", ""),
    ("internet is down", "en", "dead", ""),
    ("what's wrong with my card", "en", "dead", ""),
    ("my card has been suspended", "en", "dead", "suspended"),
    ("check again", "en", "again", ""),
    ("pls check again", "en", "again", ""),
    ("refresh", "en", "again", ""),
    ("refesh", "en", "again", ""),
    ("once more please", "en", "again", ""),
    ("copy the full number", "en", "copy", ""),
    ("show me the full card number", "en", "copy", ""),
    ("difference between stopped and cancelled", "en", "difference", "stopped cancelled"),
    ("what's the difference between quota suspension and threshold suspension", "en", "difference", "quota threshold"),
    ("stopped vs. canceled?", "en", "difference", "stopped cancelled"),
    ("how is suspended different from stopped", "en", "difference", "suspended stopped"),
    ("what is quota suspension", "en", "what_is", "quota"),
    ("what does carrier-imposed suspension mean", "en", "what_is", "carrier"),
    ("explain real name suspension", "en", "what_is", "real_name"),
    ("explian quota suspension", "en", "what_is", "quota"),
    ("what's an add-on pack", "en", "what_is", "add_on"),
    ("meaning of forced activation", "en", "what_is", "forced_activation"),
    ("why is my card suspended", "en", "what_is", "suspended"),
    ("why was it stopped?", "en", "what_is", "stopped"),
    ("what is an iccid", "en", "what_is", "iccid"),
    ("yep", "en", "yes", ""),
    ("yes please", "en", "yes", ""),
    ("yes, that one", "en", "yes", ""),
    ("correct", "en", "yes", ""),
    ("nope", "en", "no", ""),
    ("no, the other one", "en", "no", ""),
    ("not this one", "en", "no", ""),
    ("no thanks", "en", "no", ""),
    ("what states are there", "en", "all_states", ""),
    ("list of states", "en", "all_states", ""),
    ("which states can a card have?", "en", "all_states", ""),
    ("show me all the states", "en", "all_states", ""),
    ("how much does it cost", "en", "cost", ""),
    ("what's the price of an add-on", "en", "cost", "add_on"),
    ("how much data is left", "en", "", ""),
    ("how do I restore it", "en", "resume", ""),
    ("how can I unblock my card", "en", "resume", ""),
    ("how do I get it working again", "en", "resume", ""),
    ("how to reactivate", "en", "resume", "resume"),
    ("can you unsuspend it", "en", "resume", ""),
    ("wtf", "en", "anger", ""),
    ("you are scammers", "en", "anger", ""),
    ("what a joke", "en", "anger", ""),
    ("I want my money back, this is a scam", "en", "anger", ""),
    ("this bloody card is dead again", "en", "dead anger", ""),
    ("thanks for nothing", "en", "anger", ""),
    ("smart garbage bin sim offline", "en", "dead", "offline"),
    ("Is this the China office", "en", "", ""),
    ("no problem", "en", "", ""),
    ("quota suspention", "en", "", "quota"),
    ("suspnded", "en", "", "suspended"),
    ("cancled", "en", "", "cancelled"),
    ("canceled", "en", "", "cancelled"),
    ("stoped", "en", "", "stopped"),
    ("offine", "en", "dead", "offline"),
    ("treshold suspension", "en", "", "threshold"),
    ("data cut off", "en", "dead", "net_block"),
    ("card separated from its device", "en", "", "separation"),
    ("pre-cancelled", "en", "", "pre_cancel"),
    ("can I get a quote", "en", "", ""),
    ("my tracker stopped working", "en", "dead", ""),
    ("I cancelled my order", "en", "", ""),
    ("swimming pool", "en", "", ""),
    ("credit card payment", "en", "", ""),
    ("it was in the garage", "en", "", ""),
    ("the courier dropped it", "en", "", ""),
    ("data used up", "en", "", "quota"),
    ("out of data", "en", "", "quota"),
    ("used all my data", "en", "", "quota"),
    ("plan expired", "en", "", "plan_expired"),
    ("the plan expires soon", "en", "", "plan_expiring"),
    ("no reason given", "en", "", "unspecified"),
    ("IMEI mismatch", "en", "", "device_mismatch"),
    ("what's the status of my card", "en", "", ""),
    ("Hi, my card 89860321249946513307 is not working", "en", "dead greeting", ""),
    ("eight nine eight six zero three two one", "en", "", ""),
    ("does it support 4G", "en", "", ""),
    ("my agent sold me this card", "en", "", ""),
    ("is it 异常停用 or 信控停用?", "en", "", "carrier quota"),
    ("my seller said 客户经理, who is that?", "en", "", ""),
    ("Please check ICCID 8986… 谢谢", "zh", "thanks", "iccid"),
    ("the SMS says 您的卡已停机 what now", "en", "", "stopped"),
    ("停机 please", "zh", "", "stopped"),
    ("hello 在吗", "zh", "greeting", ""),
    ("my SIM卡 坏了 please help", "en", "dead", ""),
    ("Bonjour, ma carte ne marche pas", "en", "", ""),
    ("what should I do", "en", "help", ""),
    ("can you help me", "en", "help", ""),
    (
        "hello, my device is showing offline since yesterday, please check ICCID 89860321249946513307",
        "en",
        "dead greeting",
        "offline iccid",
    ),
    ("The farm camera is dead again!!! third time this month, you guys are useless", "en", "dead anger", ""),
    ("we have 200 trackers down", "en", "dead", ""),
    ("is it free", "en", "cost", ""),
    ("where can I buy an add-on", "en", "", "add_on"),
    ("when will it be back", "en", "resume", ""),
    ("internet not working after top up", "en", "paid dead", ""),
    ("Top up done. still no data", "en", "paid still_dead", ""),
    ("tracker lost connection", "en", "dead", ""),
    ("who can fix it", "en", "resume", ""),
    ("how do I fix it", "en", "resume", ""),
    ("is my data finished", "en", "", "quota"),
    ("hey, paid the bill last night but the meter is still offline", "en", "paid still_dead greeting", "offline"),
    ("money was deducted but nothing happened", "en", "paid still_dead", ""),
    ("I've topped it up twice already!!", "en", "paid", ""),
    ("tried restarting, didn't help", "en", "still_dead", ""),
    ("waited 45 mins, no change", "en", "still_dead", ""),
    ("operator please", "en", "person", ""),
    ("is this a bot?", "en", "person", ""),
    ("ok thanks", "en", "thanks", ""),
    ("yeah that's right", "en", "yes", ""),
    ("nope, wrong card", "en", "no", ""),
    ("what's my ICCID", "en", "where_number", "iccid"),
    ("cant find card number", "en", "where_number", ""),
    ("the sim is not detected", "en", "dead", ""),
    ("GPS not reporting since monday", "en", "dead", ""),
    ("my router has no internet access", "en", "dead", ""),
    ("my sim got blocked", "en", "dead", ""),
    ("card blocked by carrier", "en", "dead", "carrier"),
    ("why did my sim stop working", "en", "dead", ""),
    ("stopped or cancelled, what's the difference?", "en", "difference", "stopped cancelled"),
    ("is suspended the same as stopped?", "en", "difference", "suspended stopped"),
    ("how to remove the suspension", "en", "resume", "suspended"),
    ("how can i get my number back", "en", "resume", ""),
    ("is rebinding free?", "en", "cost", "rebind"),
    ("send me the full iccid", "en", "copy", "iccid"),
    ("you people are thieves, give me my money back", "en", "anger", ""),
    ("I'm not angry", "en", "", ""),
    ("no, I haven't changed the device", "en", "no", ""),
    ("my data ran out", "en", "", "quota"),
    ("Where's the number?", "en", "where_number", ""),
    ("Full number 89860321249946513307", "en", "copy", ""),
    ("Talk to a person", "en", "person", ""),
    ("What states are there?", "en", "all_states", ""),
    ("where is the ICCID", "en", "where_number", "iccid"),
    ("what is a card number", "en", "where_number", "iccid"),
)

# the official names, as the platforms, the voice and the contract write them
NAMES = (
    ("可测试", "testing"),
    ("测试期", "testing"),
    ("未使用", "unused"),
    ("静默期", "unused"),
    ("使用中", "active"),
    ("部分使用中", "partial"),
    ("已停用", "suspended"),
    ("停用", "suspended"),
    ("已停机", "stopped"),
    ("停机", "stopped"),
    ("已销户", "cancelled"),
    ("主动停用", "self_service"),
    ("自主停用", "self_service"),
    ("换绑停用", "rebind"),
    ("测试期换绑停用", "test_rebind"),
    ("实名停用", "real_name"),
    ("实名认证", "real_name"),
    ("实名审核中", "real_name_pending"),
    ("异常停用", "carrier"),
    ("信控停用", "quota"),
    ("信控停机", "credit"),
    ("欠停", "credit"),
    ("欠费", "credit"),
    ("达量停用", "threshold"),
    ("断网", "net_block"),
    ("区域限制", "region"),
    ("平台管理停机", "platform"),
    ("预销户", "pre_cancel"),
    ("套餐到期", "plan_expired"),
    ("套餐快到期", "plan_expiring"),
    ("原因不明", "unspecified"),
    ("数据对不上", "conflict"),
    ("设备不符", "device_mismatch"),
    ("离线", "offline"),
    ("流量不足", "quota_low"),
    ("测试流量快用完", "test_quota_low"),
    ("叠加包", "add_on"),
    ("复机", "resume"),
    ("复用", "resume"),
    ("机卡绑定", "binding"),
    ("机卡分离", "separation"),
    ("流量池", "pool"),
    ("统付池", "pool"),
    ("同档池", "pool"),
    ("强制激活", "forced_activation"),
    ("自动销户", "auto_cancel"),
    ("计费周期", "cycle"),
    ("账期", "cycle"),
    ("卡号", "iccid"),
    ("什么是卡号", "iccid"),
    ("接入点", "apn"),
    ("testable", "testing"),
    ("test period", "testing"),
    ("not in use", "unused"),
    ("silent period", "unused"),
    ("in use", "active"),
    ("partly in use", "partial"),
    ("suspended", "suspended"),
    ("stopped", "stopped"),
    ("cancelled", "cancelled"),
    ("canceled", "cancelled"),
    ("self-service suspension", "self_service"),
    ("device-change suspension", "rebind"),
    ("device-change suspension in the test period", "test_rebind"),
    ("test-period device-change suspension", "test_rebind"),
    ("real-name suspension", "real_name"),
    ("real-name check", "real_name"),
    ("real name under review", "real_name_pending"),
    ("carrier-imposed suspension", "carrier"),
    ("blocked by the carrier", "carrier"),
    ("quota suspension", "quota"),
    ("quota", "quota"),
    ("credit stop", "credit"),
    ("arrears", "credit"),
    ("threshold suspension", "threshold"),
    ("data cut off", "net_block"),
    ("region limit", "region"),
    ("stopped by the platform", "platform"),
    ("about to be cancelled", "pre_cancel"),
    ("plan expired", "plan_expired"),
    ("plan expiring", "plan_expiring"),
    ("no reason given", "unspecified"),
    ("the facts disagree", "conflict"),
    ("device mismatch", "device_mismatch"),
    ("offline", "offline"),
    ("quota low", "quota_low"),
    ("test quota low", "test_quota_low"),
    ("add-on pack", "add_on"),
    ("add-on", "add_on"),
    ("resume", "resume"),
    ("device binding", "binding"),
    ("card separated from its device", "separation"),
    ("unified-payment pool", "pool"),
    ("same-tier pool", "pool"),
    ("forced activation", "forced_activation"),
    ("automatic cancellation", "auto_cancel"),
    ("billing cycle", "cycle"),
    ("ICCID", "iccid"),
    ("APN", "apn"),
)
TRADITIONAL = (
    ("信控停用", "信控停用"),
    ("異常停用", "异常停用"),
    ("實名停用", "实名停用"),
    ("換綁停用", "换绑停用"),
    ("測試期換綁停用", "测试期换绑停用"),
    ("達量停用", "达量停用"),
    ("主動停用", "主动停用"),
    ("已銷戶", "已销户"),
    ("已停機", "已停机"),
    ("預銷戶", "预销户"),
    ("平臺管理停機", "平台管理停机"),
    ("可測試", "可测试"),
    ("靜默期", "静默期"),
    ("欠費", "欠费"),
    ("斷網", "断网"),
    ("區域限制", "区域限制"),
    ("疊加包", "叠加包"),
    ("復機", "复机"),
    ("複機", "复机"),
    ("複用", "复用"),
    ("機卡綁定", "机卡绑定"),
    ("機卡分離", "机卡分离"),
    ("統付池", "统付池"),
    ("同檔池", "同档池"),
    ("強制激活", "强制激活"),
    ("自動銷戶", "自动销户"),
    ("計費週期", "计费周期"),
    ("帳期", "帐期"),
    ("賬期", "账期"),
    ("套餐到期", "套餐到期"),
    ("原因不明", "原因不明"),
    ("數據對不上", "数据对不上"),
    ("設備不符", "设备不符"),
    ("離線", "离线"),
    ("實名審核中", "实名审核中"),
    ("轉人工", "转人工"),
    ("幫助", "帮助"),
    ("卡號在哪裡", "卡号在哪里"),
    ("謝謝", "谢谢"),
    ("還沒好", "还没好"),
    ("複製完整卡號", "复制完整卡号"),
    ("什麼是", "什么是"),
    ("為什麼會", "为什么会"),
    ("要多少錢", "要多少钱"),
    ("怎麼恢復", "怎么恢复"),
    ("已經儲值了", "已经储值了"),
    ("騙子", "骗子"),
)
# Neither a term nor an intent, however close the letters come.
ORDINARY = (
    "停车费用",
    "停车场",
    "停电了吗",
    "自动停车",
    "异常使用",
    "主动使用",
    "使用中文",
    "使用中国联通的卡",
    "银行卡绑定",
    "周期性的",
    "反复用",
    "人工智能",
    "你好像在哪见过",
    "垃圾桶",
    "card",
    "caller",
    "the courier called",
    "can I get a quote",
    "remind me tomorrow",
    "in the garage",
    "China",
    "agentic",
    "nothing",
    "nobody knows",
    "swimming pool",
    "credit card",
    "power cycle",
    "human error",
    "garbage truck",
    "no problem",
    "how much data",
    "have not paid",
    "没充值",
    "还没交钱",
    "充值了吗",
)
UNTOLD = (
    "",
    " ",
    "？！",
    "89860321249946513307",
    "8986 0321 2499 4651 3307",
    "898603 2124B94 65133C7",
    "８９８６０３２１２４９９４６５１３３０７",
    "CODE_128,89860321249946513307",
    "ICCID: 89860321249946513307",
    "iccid 89860321249946513307",
    "ＩＣＣＩＤ",
    "SIM",
    "eSIM",
    "IMEI 860000000000000",
    "IMSI",
    "EID",
    "MSISDN",
    "ok",
    "OK!",
    "A",
    "8 9 8 6",
    "https://example.com/pay?card=8986",
    "www.example.com",
    "@simclinic_bot",
    "/start",
    "/help@simclinic_bot",
    "👍",
    "Привет",
)
CHOSEN = (
    ("English", "en"),
    ("english", "en"),
    ("ENGLISH", "en"),
    ("ＥＮＧＬＩＳＨ", "en"),
    ("“English”", "en"),
    (" English. ", "en"),
    ("EN", "en"),
    ("en", "en"),
    ("英文", "en"),
    ("英文。", "en"),
    ("英语", "en"),
    ("英語", "en"),
    ("/en", "en"),
    ("／ＥＮ", "en"),
    ("/lang en", "en"),
    ("/LANG  EN", "en"),
    ("/lang@simclinic_bot en", "en"),
    ("English please", "en"),
    ("in English, please", "en"),
    ("speak English", "en"),
    ("Do you speak English?", "en"),
    ("switch to English", "en"),
    ("说英文", "en"),
    ("切换到英文", "en"),
    ("请用英语回答", "en"),
    ("中文", "zh"),
    ("【中文】", "zh"),
    ("汉语", "zh"),
    ("漢語", "zh"),
    ("Chinese", "zh"),
    ("chinese!", "zh"),
    ("/zh", "zh"),
    ("/zh@simclinic_bot", "zh"),
    ("/lang zh", "zh"),
    ("说中文", "zh"),
    ("請說中文", "zh"),
    ("能说中文吗", "zh"),
    ("speak Chinese please", "zh"),
    ("/lang", None),
    ("/lang fr", None),
    ("language", None),
    ("", None),
    ("my English is bad, sorry", None),
    ("I don't speak English well", None),
    ("我不会英文", None),
    ("English or 中文?", None),
    ("中文 89860321249946513307", None),
    ("Chinese SIM card", None),
    ("end", None),
)


@pytest.mark.parametrize("saying", [*CHINESE, *ENGLISH], ids=lambda saying: saying[0])
def test_what_people_say_is_understood(saying: Saying) -> None:
    text, lang, intents, terms = saying
    assert (LEXICON.language(text), LEXICON.intents(text), LEXICON.terms(text)) == (
        lang,
        tuple(intents.split()),
        tuple(terms.split()),
    )


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_a_name_of_the_field_is_a_term(name: str, code: str) -> None:
    assert LEXICON.terms(name) == (code,)


@pytest.mark.parametrize("code", [*State, *Cause])
def test_every_state_and_cause_has_a_name_in_every_language(code: str) -> None:
    assert [lang for path in PATHS if code not in Words.read(path).terms for lang in [path.parent.name]] == []
    assert code in {told for _, told in NAMES}


@pytest.mark.parametrize("name", [name for name, _ in NAMES if len(name) == 4 and name.endswith("停用")])
def test_one_wrong_character_in_four_is_forgiven(name: str) -> None:
    misspelt = [f"{name[:wrong]}呆{name[wrong + 1 :]}" for wrong in range(4)]
    assert {LEXICON.terms(f"我的卡{word}了") for word in misspelt} == {LEXICON.terms(name)}


def test_the_exact_name_wins_over_a_similar_one() -> None:
    assert LEXICON.terms("信控停机") == ("credit",)
    assert LEXICON.terms("信控停用") == ("quota",)
    assert LEXICON.terms("自主停用") == ("self_service",)


def test_terms_stand_in_the_order_of_the_text_and_once() -> None:
    assert LEXICON.terms("信控停用、实名停用，还是信控停用？") == ("quota", "real_name")
    assert LEXICON.terms("cancelled or stopped or suspended") == ("cancelled", "stopped", "suspended")


@pytest.mark.parametrize(("traditional", "simplified"), TRADITIONAL)
def test_traditional_characters_are_understood(traditional: str, simplified: str) -> None:
    assert EAR.fold(traditional) == simplified
    assert LEXICON.terms(traditional) == LEXICON.terms(simplified)
    assert LEXICON.intents(traditional) == LEXICON.intents(simplified)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_speech_is_not_taken_for_more(text: str) -> None:
    assert (LEXICON.intents(text), LEXICON.terms(text)) == ((), ())


@pytest.mark.parametrize("text", UNTOLD)
def test_numbers_and_abbreviations_tell_no_language(text: str) -> None:
    assert LEXICON.language(text) is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("eight nine eight six zero three", "en"),
        ("double eight, nine, oh", "en"),
        ("八九八六零三", "zh"),
        ("hi", "en"),
        ("SIM卡坏了", "zh"),
        ("帮我查一下 ICCID 89860321249946513307", "zh"),
        ("查 help", "zh"),
        ("check 一下 card status", "zh"),
        ("help 帮我看看 my card", "zh"),
        ("device offline 了怎么办", "zh"),
        ("停机 vs 销户", "zh"),
        ("状态：信控停用 APN: cmiot", "zh"),
        ("what is 信控停用", "en"),
        ("What's 信控停用?", "en"),
        ("is it 异常停用 or 信控停用?", "en"),
        ("my seller said 客户经理, who is that?", "en"),
        ("信控停用", "zh"),
        ("已停用 8986", "zh"),
    ],
)
def test_a_mixed_message_is_in_the_language_that_says_more(text: str, lang: str) -> None:
    assert LEXICON.language(text) == lang


@pytest.mark.parametrize(("text", "lang"), CHOSEN)
def test_a_language_is_chosen_by_its_words_alone(text: str, lang: str | None) -> None:
    assert LEXICON.chosen_language(text) == lang


def test_case_width_spaces_and_punctuation_do_not_matter() -> None:
    for text in (
        "TALK TO A PERSON!!!",
        "ｔａｌｋ ｔｏ ａ ｐｅｒｓｏｎ",
        "talk  to\u200b a person。",
        "Talk, to a… person",
    ):
        assert LEXICON.intents(text) == ("person",)
    for text in ("信控 停用", "信控-停用", "【信控停用】", "信控\u200b停用"):
        assert LEXICON.terms(text) == ("quota",)


def test_what_is_far_apart_or_in_another_sentence_is_not_one_phrase() -> None:
    assert LEXICON.intents("where is it now? The number is below") == ()
    assert LEXICON.intents(f"where {'far ' * 20} number") == ()


def test_it_keeps_the_promise_of_the_port() -> None:
    port: LexiconPort = LEXICON
    assert port.intents("转人工") == ("person",)


def test_the_languages_tell_the_same_intents_in_the_same_order() -> None:
    tables = [Words.read(path) for path in PATHS]
    assert len(tables) > 1
    assert {tuple(words.intents) for words in tables} == {tuple(tables[0].intents)}
    assert {frozenset(words.terms) for words in tables} == {frozenset(tables[0].terms)}


TOY = """
letters = 'а-я'
spaced = true
shared = false
neutral = ''
common = ''
correct = ''
dropped = 'пожалуйста'
fold = 'ёе'
switch = 'русский|/ru'
[same]
"нету" = "нет"
[intents]
dead = '''
нет … сети|интернета
не работает
'''
yes = '= да'
[terms]
quota = 'квота|лимит'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str, str], Path]:
    """Give a folder of languages: ours, and one more."""

    def add(lang: str, words: str) -> Path:
        for path in PATHS:
            (tmp_path / path.parent.name).symlink_to(path.parent)
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "words.toml").write_text(words, encoding="utf-8")
        return tmp_path

    return add


def test_a_new_language_is_one_folder(folder: Callable[[str, str], Path]) -> None:
    lexicon = Lexicon.load(folder("ru", TOY))
    assert lexicon.language("карта 8986") == "ru"
    assert lexicon.chosen_language("Русский!") == "ru"
    assert lexicon.intents("Пожалуйста, у меня нету больше интернета") == ("dead",)
    assert lexicon.intents("рабоатет? да") == ("yes",)
    assert lexicon.intents("всё ещё не рабоатет") == ("dead",)
    assert lexicon.terms("что такое Лимит") == ("quota",)
    assert (lexicon.language("my card is dead"), lexicon.language("卡坏了")) == ("en", "zh")


def test_languages_that_share_their_letters_are_told_by_common_words(folder: Callable[[str, str], Path]) -> None:
    toy = (
        TOY.replace("'а-я'", "'a-z'")
        .replace("shared = false", "shared = true")
        .replace("common = ''", "common = 'ist meine'")
    )
    lexicon = Lexicon.load(folder("de", toy))
    assert lexicon.language("meine Karte ist tot") == "de"
    assert lexicon.language("my card is dead") == "en"
    assert lexicon.language("Karte tot") is None


def test_a_language_alone_is_enough(tmp_path: Path) -> None:
    (tmp_path / "zh").symlink_to(LOCALES / "zh")
    lexicon = Lexicon.load(tmp_path)
    assert lexicon.language("卡坏了") == "zh"
    assert lexicon.language("dead") is None


@pytest.mark.parametrize(
    "words",
    [
        "not toml at all",
        TOY.replace("fold", "folds"),
        TOY.replace("spaced = true\n", ""),
        TOY.replace("spaced = true", "spaced = 1"),
        TOY.replace("'= да'", "['= да']"),
        TOY.replace("'ёе'", "'ёее'"),
        TOY.replace("'а-я'", "'абв я'"),
        TOY.replace("'а-я'", "'я-а'"),
        TOY.replace("квота|лимит", "пожалуйста"),
        TOY.replace("квота|лимит", "квота|пожалуйста"),
        TOY.replace("квота|лимит", "квота| лимит|"),
    ],
)
def test_a_malformed_file_is_named(folder: Callable[[str, str], Path], words: str) -> None:
    path = folder("ru", words)
    with pytest.raises(BadLexicon) as caught:
        Lexicon.load(path)
    assert str(path) in str(caught.value.text.args["file"])


def test_a_file_that_is_not_text_and_a_folder_without_languages_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon):
        Lexicon.load(tmp_path)
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "words.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadLexicon):
        Lexicon.load(tmp_path)


PIECES = [*(text for text, *_ in (*CHINESE[:60], *ENGLISH[:60])), *"…&|=~'。\n0\ud800"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
@example("İΐͅ'ŉ")
@example("\ud800")
def test_any_text_is_heard_and_folding_twice_changes_nothing(text: str) -> None:
    assert LEXICON.language(text) in {None, "zh", "en"}
    assert LEXICON.chosen_language(text) in {None, "zh", "en"}
    assert len(set(LEXICON.intents(text))) == len(LEXICON.intents(text))
    assert len(set(LEXICON.terms(text))) == len(LEXICON.terms(text))
    assert EAR.fold(EAR.fold(text)) == EAR.fold(text)


def _fastest(work: Callable[[], object], tries: int = 5) -> float:
    taken = []
    for _ in range(tries):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


@pytest.mark.parametrize(
    "piece", ["还", "how ", "a.", "89", "_", "still x ", "wherfe ", "怎么为什么还没", "\u0345\u0301", "ﷺ"]
)
def test_a_hostile_text_is_answered_soon(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert _fastest(lambda: (LEXICON.language(text), LEXICON.intents(text), LEXICON.terms(text))) < 2


def test_an_ordinary_message_and_a_start_take_little_time() -> None:
    text = "我昨天充过值了还是没网，卡号 89860321249946513307, please help"
    assert _fastest(lambda: (LEXICON.language(text), LEXICON.intents(text), LEXICON.terms(text))) < 0.1
    assert _fastest(lambda: Lexicon.load(LOCALES)) < 1


def test_what_stands_after_the_examined_length_is_not_read() -> None:
    assert LEXICON.intents(f"{'- ' * LONGEST}转人工") == ()
