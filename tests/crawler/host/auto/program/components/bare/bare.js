Component({ options: { virtualHost: true }, data: { mark: 'b' }, methods: { twice: (n) => n * 2 } });
