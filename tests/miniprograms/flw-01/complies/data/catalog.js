export const items = [
  {
    "id": 1,
    "name": "梧桐里一居室",
    "note": "四十六平方米，朝南，近地铁",
    "price": "3200"
  },
  {
    "id": 2,
    "name": "云栖路两居",
    "note": "七十二平方米，带阳台，可养宠物",
    "price": "4800"
  },
  {
    "id": 3,
    "name": "书院路合租次卧",
    "note": "十五平方米，共用厨房",
    "price": "1600"
  },
  {
    "id": 4,
    "name": "江边开间",
    "note": "三十八平方米，精装，拎包入住",
    "price": "2900"
  },
  {
    "id": 5,
    "name": "东门三居",
    "note": "一百零五平方米，双卫，电梯房",
    "price": "6500"
  },
  {
    "id": 6,
    "name": "旧厂房改造公寓",
    "note": "五十平方米，挑高四米",
    "price": "3900"
  }
];

export const notes = [
  {
    "id": 1,
    "title": "签约前要看的五件事",
    "text": "看房时请检查水压、门窗密封、空调和燃气，核对房本与出租人身份，押金条款应当写进合同。"
  },
  {
    "id": 2,
    "title": "月付还是季付",
    "text": "月付灵活但月租略高，季付通常有九五折优惠；换租请提前三十天告知管家，以便安排看房。"
  }
];

export const find = (list, id) => list.find((one) => String(one.id) === String(id)) || list[0];
