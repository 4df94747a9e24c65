export const items = [
  {
    "id": 1,
    "name": "青釉刻花执壶",
    "note": "宋，高二十一厘米，龙泉窑",
    "price": "一层"
  },
  {
    "id": 2,
    "name": "缠枝莲纹盘",
    "note": "明，口径三十厘米，景德镇窑",
    "price": "一层"
  },
  {
    "id": 3,
    "name": "山水册页",
    "note": "清，纸本设色，十二开",
    "price": "二层"
  },
  {
    "id": 4,
    "name": "蓝印花布被面",
    "note": "民国，棉布，江南民间",
    "price": "三层"
  },
  {
    "id": 5,
    "name": "船木神龛",
    "note": "清，樟木描金",
    "price": "三层"
  },
  {
    "id": 6,
    "name": "泥活字印具",
    "note": "复原件，可在工坊体验",
    "price": "二层"
  }
];

export const notes = [
  {
    "id": 1,
    "title": "暑期夜场开放通知",
    "text": "七月至八月的每周五、周六开放至晚上九点，二十点停止入馆，夜场设有专题导览和器物绘画工坊。"
  },
  {
    "id": 2,
    "title": "修复室里的一天",
    "text": "修复师用糨糊和薄纸托起开裂的册页，一幅十二开的册页要经过揭裱、补缺、全色等十几道工序。"
  }
];

export const find = (list, id) => list.find((one) => String(one.id) === String(id)) || list[0];
