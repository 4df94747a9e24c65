export const items = [
  {
    "id": 1,
    "name": "明前龙井",
    "note": "豆香清扬，汤色嫩绿",
    "price": "128"
  },
  {
    "id": 2,
    "name": "正山小种",
    "note": "松烟香，桂圆汤",
    "price": "96"
  },
  {
    "id": 3,
    "name": "凤凰单丛",
    "note": "蜜兰香，回甘持久",
    "price": "158"
  },
  {
    "id": 4,
    "name": "白毫银针",
    "note": "毫香蜜韵，适合久藏",
    "price": "188"
  },
  {
    "id": 5,
    "name": "熟普小沱",
    "note": "陈香醇厚，独立包装",
    "price": "68"
  },
  {
    "id": 6,
    "name": "茉莉绣球",
    "note": "七窨一提，花香鲜灵",
    "price": "58"
  }
];

export const notes = [
  {
    "id": 1,
    "title": "一壶茶的水温",
    "text": "绿茶用八十五度左右的水，红茶九十度，乌龙和熟普用沸水；先温杯，再投茶，出汤要快。"
  },
  {
    "id": 2,
    "title": "秋季茶会预告",
    "text": "茶会在九月的第二个周末举行，上午讲制茶，下午品饮六款秋茶，名额二十位，现场签到。"
  }
];

export const find = (list, id) => list.find((one) => String(one.id) === String(id)) || list[0];
