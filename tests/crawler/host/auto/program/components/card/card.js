Component({
  properties: { title: String },
  data: { n: 3, deep: { a: [1, 2] } },
  methods: {
    add(more) {
      this.setData({ n: this.data.n + more });
      return this.data.n;
    },
  },
});
