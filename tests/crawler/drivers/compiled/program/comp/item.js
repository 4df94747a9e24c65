Component({
  options: { multipleSlots: true },
  properties: { title: String, theRows: { type: Array, value: [] } },
  data: { size: 0 },
  observers: { theRows(rows) { this.setData({ size: rows.length }); } },
  methods: { choose(event) { this.triggerEvent('chosen', { text: event.currentTarget.dataset.text }); } },
});
