import Directory

/// What was told of one partition's changes so far; what was told last of an object holds.
struct PartitionChanges {
    /// Objects that are there, and nothing for those that have gone, by anchor.
    private(set) var objects: [[UInt8]: ConnectorSpaceObject?] = [:]
    /// Values by which objects that have gone are known, by attribute.
    private(set) var absent: [AttributeID: Set<[UInt8]>] = [:]
    /// The values that alone are left, by attribute.
    private(set) var only: [AttributeID: Set<[UInt8]>] = [:]
    /// Other entries with the anchor of an object that is there, in the order in which they were told.
    private(set) var others: [[UInt8]: [ConnectorSpaceObject]] = [:]
    private(set) var errors: [ObjectError] = []
    private var isTold: Set<ObjectError> = []

    /// How many objects were spoken of.
    var count: Int { objects.count + absent.values.reduce(0) { $0 + $1.count } }
    /// The objects that were told by their anchors.
    var anchors: [[UInt8]] { Array(objects.keys) }
    /// The anchors of those of them that are there.
    var present: [[UInt8]] { objects.filter { $0.value != nil }.map(\.key) }
    /// Whether objects are known by something else than their anchors.
    var needsAll: Bool { !absent.isEmpty || !only.isEmpty }

    mutating func take(_ page: ChangesPage, _ table: AttributeTable) {
        // An object may be read twice, for what it was and for what it is called now.
        errors += page.errors.filter { isTold.insert($0).inserted }
        for change in page.changes {
            switch change {
            case .present(let object): put(object, table)
            case .absent(let anchor):
                objects[anchor] = .some(nil)
                others[anchor] = nil
            case .absentValue(let attribute, let value): absent[attribute, default: []].insert(value)
            case .onlyValues(let attribute, let values): only[attribute, default: []].formUnion(values)
            }
        }
    }

    /// What is told of an entry again holds; another entry with its anchor stands beside it.
    private mutating func put(_ object: ConnectorSpaceObject, _ table: AttributeTable) {
        let anchor = object.identity.anchor
        guard case .some(.some(let told)) = objects[anchor], OneAnchor.differ(told, object, table) else {
            objects[anchor] = .some(object)
            return
        }
        others[anchor, default: []].removeAll { !OneAnchor.differ($0, object, table) }
        others[anchor, default: []].append(object)
    }

    /// Whether an object that was not told by its anchor has gone.
    func hasLost(_ object: ConnectorSpaceObject) -> Bool {
        let isNamed = absent.contains { attribute, values in
            object.entry.values(of: attribute).contains { values.contains(Array($0)) }
        }
        return isNamed
            || only.contains { attribute, values in
                let own = object.entry.values(of: attribute)
                return !own.isEmpty && !own.contains { values.contains(Array($0)) }
            }
    }
}
