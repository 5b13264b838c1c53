/// The names that exported metaverse objects have in the tenant, found by the objects' identities.
///
/// Names lie one after another, and objects are found by places in a row: some forty-five bytes an object, name and all, of which
/// half are identities that whoever links objects holds as well.
struct ExportedNames: ImageNames {
    /// The place of an object that is not exported.
    private static let nowhere = UInt32.max

    private var identifiers: [MetaverseID] = []
    private var table = IdentityTable()
    /// For each object where its name begins.
    private var places: [UInt32] = []
    private var names = PackedNames()
    /// How many there are.
    private(set) var count = 0

    /// Shares the identities of the objects that may be exported.
    mutating func expect(_ targets: RunTargets) {
        guard identifiers.isEmpty else { return }
        (identifiers, table) = (targets.identifiers, targets.table)
        places = Array(repeating: Self.nowhere, count: identifiers.count)
        names.reserve(identifiers.count)
    }

    func contains(_ identifier: MetaverseID) -> Bool { place(of: identifier) != nil }

    /// The number of an object among those that may be exported.
    func number(of identifier: MetaverseID) -> Int32? { table.place(of: identifier, in: identifiers) }

    /// The object of a number.
    func identifier(_ number: Int) -> MetaverseID { identifiers[number] }

    /// Takes down what was found out about objects.
    mutating func take(_ looked: LookedNames) {
        var before = 0
        for (identifier, end) in looked.objects {
            let place = UInt32(truncatingIfNeeded: names.append(looked.names[before..<end]))
            before = end
            if let known = table.placeOrNext(of: identifier, in: identifiers) {
                if places[Int(known)] == Self.nowhere { count += 1 }
                places[Int(known)] = place
            } else {
                identifiers.append(identifier)
                places.append(place)
                count += 1
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
        guard let place = place(of: identifier) else { return nil }
        return names.with(place) { String(decoding: $0, as: UTF8.self) }
    }

    func withName<Result>(of identifier: MetaverseID, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard let place = place(of: identifier) else { return body(.init(start: nil, count: 0)) }
        return names.with(place, body)
    }

    /// Where the name of an object begins; nothing where it is not exported.
    private func place(of identifier: MetaverseID) -> Int? {
        guard let number = number(of: identifier) else { return nil }
        let place = places[Int(number)]
        return place == Self.nowhere ? nil : Int(place)
    }
}
