export const items = [
  {
    "id": 1,
    "name": "山海之间",
    "note": "纪录片，九十八分钟，国语",
    "price": "19:30"
  },
  {
    "id": 2,
    "name": "雪线",
    "note": "剧情片，一百一十二分钟",
    "price": "20:10"
  },
  {
    "id": 3,
    "name": "小满",
    "note": "家庭片，一百零三分钟",
    "price": "18:45"
  },
  {
    "id": 4,
    "name": "深巷来信",
    "note": "悬疑片，一百二十分钟",
    "price": "21:00"
  },
  {
    "id": 5,
    "name": "鲸落",
    "note": "动画片，八十九分钟",
    "price": "14:20"
  },
  {
    "id": 6,
    "name": "最后一班渡轮",
    "note": "剧情片，九十五分钟",
    "price": "16:00"
  }
];

export const notes = [
  {
    "id": 1,
    "title": "学生场次安排",
    "text": "每周二和周四的下午设学生场，凭学生证在柜台购票，每人限购两张，不与其他优惠同享。"
  },
  {
    "id": 2,
    "title": "老片修复展映",
    "text": "本月展映四部修复影片，放映后有修复师到场交流，座位先到先得，开场后十五分钟停止入场。"
  }
];

export const find = (list, id) => list.find((one) => String(one.id) === String(id)) || list[0];
