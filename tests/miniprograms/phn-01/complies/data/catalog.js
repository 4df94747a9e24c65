export const items = [
  {
    "id": 1,
    "name": "初一数学思维班",
    "note": "周六上午，几何与方程",
    "price": "八课时"
  },
  {
    "id": 2,
    "name": "英语阅读工坊",
    "note": "周日下午，分级读物",
    "price": "十课时"
  },
  {
    "id": 3,
    "name": "少儿编程入门",
    "note": "周五晚上，图形化编程",
    "price": "十二课时"
  },
  {
    "id": 4,
    "name": "书法基础",
    "note": "周三晚上，楷书笔画",
    "price": "十课时"
  },
  {
    "id": 5,
    "name": "物理实验课",
    "note": "周六下午，动手实验",
    "price": "六课时"
  },
  {
    "id": 6,
    "name": "写作训练营",
    "note": "周日上午，记叙与议论",
    "price": "八课时"
  }
];

export const notes = [
  {
    "id": 1,
    "title": "怎样陪孩子做计划",
    "text": "把一周的任务写在一张纸上，每天睡前划掉完成的部分；计划不要排满，留出两成的空白时间。"
  },
  {
    "id": 2,
    "title": "开学测评安排",
    "text": "测评分数学和英语两场，各四十分钟，结果由班主任当面讲解，不公开排名。"
  }
];

export const find = (list, id) => list.find((one) => String(one.id) === String(id)) || list[0];
