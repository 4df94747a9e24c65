Page({ data: { name: '' }, onLoad(query) { this.setData({ name: query.name }); } });
