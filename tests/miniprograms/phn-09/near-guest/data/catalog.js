export const items = [
  {
    "id": 1,
    "name": "Harbour Ridge",
    "note": "9 km, open views, steep end",
    "price": "3 h"
  },
  {
    "id": 2,
    "name": "Old Mill Loop",
    "note": "6 km, shaded, good for children",
    "price": "2 h"
  },
  {
    "id": 3,
    "name": "Quarry and Moor",
    "note": "14 km, boggy after rain",
    "price": "5 h"
  },
  {
    "id": 4,
    "name": "Lighthouse Path",
    "note": "8 km, exposed to wind",
    "price": "2.5 h"
  },
  {
    "id": 5,
    "name": "Three Bridges",
    "note": "11 km, riverside, flat",
    "price": "3.5 h"
  },
  {
    "id": 6,
    "name": "Chapel Woods",
    "note": "5 km, bluebells in May",
    "price": "1.5 h"
  }
];

export const notes = [
  {
    "id": 1,
    "title": "What to pack for a half day",
    "text": "Water, a layer that keeps the wind out, a paper map and something sweet. A whistle weighs nothing and can be heard further than a voice."
  },
  {
    "id": 2,
    "title": "Path repairs this summer",
    "text": "The steps below the quarry are being rebuilt between June and August. Follow the yellow signs; the detour adds about twenty minutes."
  }
];

export const find = (list, id) => list.find((one) => String(one.id) === String(id)) || list[0];
