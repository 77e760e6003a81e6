-- flink: same
-- Elements of arrays count from 1; what is not there, beyond an end, under another key or NULL itself, is NULL.
CREATE TABLE t (n INT, tags ARRAY<STRING>, nums ARRAY<INT>, m MAP<STRING, INT>, k STRING, r ARRAY<ROW<a INT, b STRING>>, amounts ARRAY<DECIMAL(30, 2)>) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 INT, c3 INT, c4 INT, c5 STRING, c6 INT, c7 STRING, c8 INT, c9 INT, c10 DECIMAL(30, 2), c11 INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT tags[1], tags[n], nums[CARDINALITY(nums)], m['x'], m[k], MAP[n, tags[1], 5, 'five'][2], r[n].a, r[1].b, CARDINALITY(tags), CARDINALITY(m), amounts[2], MAP['k', n]['kk'] FROM t;

INPUT t
{"op":"+I","data":{"n":2,"tags":["a",null,"ccc"],"nums":[10,20],"m":{"x":1,"y":2},"k":"y","r":[{"a":1,"b":"p"},{"a":2,"b":"q"}],"amounts":[1.5,-2.25]}}
{"op":"+I","data":{"n":0,"tags":["z"],"nums":[],"m":{},"k":"x","r":[null],"amounts":[1.5]}}
{"op":"+I","data":{"n":4,"tags":["a longer text than a prefix","b","c"],"nums":[null],"m":{"x":null},"k":null,"r":[],"amounts":[null,null]}}
{"op":"+I","data":{"n":-1,"tags":["q"],"nums":[1,2,3],"m":{"a key of many letters":7,"x":0},"k":"a key of many letters","r":[{"a":null,"b":"a field of many letters"}],"amounts":[]}}
{"op":"+I","data":{"n":70,"tags":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19","20","21","22","23","24","25","26","27","28","29","30","31","32","33","34","35","36","37","38","39","40","41","42","43","44","45","46","47","48","49","50","51","52","53","54","55","56","57","58","59","60","61","62","63","64","65","66","67","68","69","seventy"],"nums":[5],"m":{"z":9},"k":"z","r":[],"amounts":[0,7]}}
{"op":"+I","data":{"n":null,"tags":null,"nums":null,"m":null,"k":null,"r":null,"amounts":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"a","c1":null,"c2":20,"c3":1,"c4":2,"c5":"a","c6":2,"c7":"p","c8":3,"c9":2,"c10":-2.25,"c11":null}}
{"op":"+I","data":{"c0":"z","c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null,"c8":1,"c9":0,"c10":null,"c11":null}}
{"op":"+I","data":{"c0":"a longer text than a prefix","c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null,"c8":3,"c9":1,"c10":null,"c11":null}}
{"op":"+I","data":{"c0":"q","c1":null,"c2":3,"c3":0,"c4":7,"c5":null,"c6":null,"c7":"a field of many letters","c8":1,"c9":2,"c10":null,"c11":null}}
{"op":"+I","data":{"c0":"1","c1":"seventy","c2":5,"c3":null,"c4":9,"c5":null,"c6":null,"c7":null,"c8":70,"c9":1,"c10":7.00,"c11":null}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null,"c8":null,"c9":null,"c10":null,"c11":null}}
