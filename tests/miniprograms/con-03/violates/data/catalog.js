export const items = [
  {
    "id": 1,
    "name": "冻干鸡胸肉",
    "note": "单一肉源，无谷物",
    "price": "39"
  },
  {
    "id": 2,
    "name": "猫砂膨润土",
    "note": "结团快，低粉尘",
    "price": "29"
  },
  {
    "id": 3,
    "name": "狗狗牵引绳",
    "note": "反光材质，一米五",
    "price": "45"
  },
  {
    "id": 4,
    "name": "羽毛逗猫棒",
    "note": "可替换羽毛",
    "price": "12"
  },
  {
    "id": 5,
    "name": "宠物梳毛手套",
    "note": "软胶颗粒，去浮毛",
    "price": "19"
  },
  {
    "id": 6,
    "name": "便携饮水杯",
    "note": "外出使用，一键出水",
    "price": "25"
  }
];

export const notes = [
  {
    "id": 1,
    "title": "换季掉毛怎么办",
    "text": "每天梳毛十分钟，适当补充鱼油，保持室内湿度；如果出现成片脱毛或者红疹，请及时就诊。"
  },
  {
    "id": 2,
    "title": "寄养前的准备",
    "text": "请带好疫苗本和平时吃的粮，提前两天驱虫；初次寄养建议先试住一晚，便于适应环境。"
  }
];

export const find = (list, id) => list.find((one) => String(one.id) === String(id)) || list[0];
