App({ globalData: { n: 1 } });
