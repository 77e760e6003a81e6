-- flink: same
-- Digests and encodings are over UTF-8.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT MD5(s), SHA1(s), SHA256(s), TO_BASE64(s), FROM_BASE64(TO_BASE64(s)), HEX(s) FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"b10a8db164e0754105b7a99be72e3fe5","c1":"0a4d55a8d778e5022fab701977c5d840bbc486d0","c2":"a591a6d40bf420404a011733cfb7b190d62c65bf0bcda32b57b277d9ad9f146e","c3":"SGVsbG8gV29ybGQ=","c4":"Hello World","c5":"48656C6C6F20576F726C64"}}
{"op":"+I","data":{"c0":"8066a798c943a1a8b23e55bd096a3c2e","c1":"f61fdcad38873a9a85b4f43c8ffae6ef333438ca","c2":"3ce8925ad7733bef8272d7976615a1564a61f718334c847740df00248a9d517b","c3":"ICB4eCBhYmMgeHg=","c4":"  xx abc xx","c5":"2020787820616263207878"}}
{"op":"+I","data":{"c0":"827ccb0eea8a706c4c34a16891f84e7b","c1":"8cb2237d0679ca88db6464eac60da96345513964","c2":"5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5","c3":"MTIzNDU=","c4":"12345","c5":"3132333435"}}
{"op":"+I","data":{"c0":"e02de7b1284e38476705b3c645b959df","c1":"728fc113fb6449400b53dfec23e44c6b6ffeb14a","c2":"0c75f4deb154808c8c8351435e78389321d029013aaabee672f25d72a7b6cd9b","c3":"w4TDliDDn+KCrPCdhJ56","c4":"ÄÖ ß€𝄞z","c5":"C384C39620C39FE282ACF09D849E7A"}}
{"op":"+I","data":{"c0":"d41d8cd98f00b204e9800998ecf8427e","c1":"da39a3ee5e6b4b0d3255bfef95601890afd80709","c2":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","c3":"","c4":"","c5":""}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null}}
