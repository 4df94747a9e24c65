export const items = [
  {
    "id": 1,
    "name": "人民广场站",
    "note": "可停三十辆，地铁二号线出口旁",
    "price": "18 辆"
  },
  {
    "id": 2,
    "name": "滨河公园站",
    "note": "可停二十辆，绿道入口",
    "price": "9 辆"
  },
  {
    "id": 3,
    "name": "体育馆北站",
    "note": "可停二十四辆，夜间有灯",
    "price": "12 辆"
  },
  {
    "id": 4,
    "name": "老街口站",
    "note": "可停十六辆，请勿占用盲道",
    "price": "5 辆"
  },
  {
    "id": 5,
    "name": "大学城站",
    "note": "可停四十辆，近图书馆",
    "price": "27 辆"
  },
  {
    "id": 6,
    "name": "会展中心站",
    "note": "可停三十六辆，活动日临时扩容",
    "price": "20 辆"
  }
];

export const notes = [
  {
    "id": 1,
    "title": "骑行计费说明",
    "text": "首三十分钟一元五角，之后每十五分钟五角，单日封顶十五元；临时停车期间照常计费。"
  },
  {
    "id": 2,
    "title": "雨天骑行提示",
    "text": "路面湿滑时请降低速度，提前刹车，避开井盖和标线；雷雨天气请尽快停车避雨。"
  }
];

export const find = (list, id) => list.find((one) => String(one.id) === String(id)) || list[0];
