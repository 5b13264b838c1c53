/// The names that exported metaverse objects have in the tenant, found by the objects' identities.
///
/// Names lie one after another, and objects are found by places in a row: some fifty bytes an object, name and all.
struct ExportedNames: ImageNames {
    private var identifiers: [MetaverseID] = []
    private var table = IdentityTable()
    /// For each object where its name begins.
    private var places: [UInt32] = []
    private var names = PackedNames()

    /// Makes room for so many objects.
    mutating func reserve(_ number: Int) {
        table.reserve(number, identifiers)
        identifiers.reserveCapacity(number)
        places.reserveCapacity(number)
        names.reserve(number)
    }

    /// How many there are.
    var count: Int { identifiers.count }

    func contains(_ identifier: MetaverseID) -> Bool { table.place(of: identifier, in: identifiers) != nil }

    /// Takes down what was found out about objects.
    mutating func take(_ looked: LookedNames) {
        var before = 0
        for (identifier, end) in looked.objects {
            let place = UInt32(truncatingIfNeeded: names.append(looked.names[before..<end]))
            before = end
            if let known = table.placeOrNext(of: identifier, in: identifiers) {
                places[Int(known)] = place
            } else {
                identifiers.append(identifier)
                places.append(place)
            }
        }
    }

    /// Gives an object that is exported another name.
    mutating func rename(_ identifier: MetaverseID, _ name: String) {
        guard contains(identifier) else { return }
        take(LookedNames(objects: [(identifier, name.utf8.count)], names: Array(name.utf8)))
    }

    /// The name of an object; nothing where it is not exported.
    func name(of identifier: MetaverseID) -> String? {
        guard contains(identifier) else { return nil }
        return withName(of: identifier) { String(decoding: $0, as: UTF8.self) }
    }

    func withName<Result>(of identifier: MetaverseID, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard let number = table.place(of: identifier, in: identifiers) else {
            return body(.init(start: nil, count: 0))
        }
        return names.with(Int(places[Int(number)]), body)
    }
}
