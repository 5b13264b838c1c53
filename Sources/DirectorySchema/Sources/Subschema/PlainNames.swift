import Directory

/// The names that definitions have and mention, one text made of each.
struct PlainNames {
    private var words = WordTable()
    private var names: [AttributeName] = []
    /// What puts lists of names in order.
    private var keys: [NameOrder.Key] = []
    /// The numbers of the names of a list.
    private var list: [Int] = []

    /// The name with a number.
    subscript(number: Int) -> AttributeName { names[number] }

    /// The name that a word is.
    mutating func name(_ word: DefinitionWord) -> AttributeName {
        let number = number(of: word)
        return names[number]
    }

    /// The number of the name that a word is.
    mutating func number(of word: DefinitionWord) -> Int {
        let number = words.number(of: word)
        if number == names.count {
            let name = AttributeName(word.text)
            keys.append(NameOrder.Key(name.folded))
            names.append(name)
        }
        return number
    }

    /// The names of a list in ascending order, each once; nothing where they are not plain, or where two are spellings of
    /// one name, of which the first has to stay.
    mutating func sorted(_ cursor: inout PlainCursor) -> [AttributeName]? {
        list.removeAll(keepingCapacity: true)
        guard cursor.values({ if !$0.isEmpty { list.append(number(of: $0)) } }) else { return nil }
        let (keys, names) = (keys, names)
        func isBefore(_ one: Int, _ other: Int) -> Bool {
            keys[one].isBefore(keys[other]) ?? (names[one] < names[other])
        }
        // Some servers write lists from their end, and what is nearly in order is sorted at once.
        if let first = list.first, let last = list.last, isBefore(last, first) { list.reverse() }
        list.sort(by: isBefore)
        var sorted: [AttributeName] = []
        sorted.reserveCapacity(list.count)
        var earlier: Int?
        for number in list where number != earlier {
            if let earlier, names[earlier] == names[number] { return nil }
            sorted.append(names[number])
            earlier = number
        }
        return sorted
    }
}
