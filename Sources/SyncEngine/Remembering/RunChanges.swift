import SyncRules

/// What has changed in connector spaces since a synchronization, and what that one left.
struct RunChanges {
    let memory: RunMemory
    /// The numbers of objects that were added, changed or removed, with the connector of those that are there.
    private let connectors: [Int64: ConnectorID?]
    /// By a few bits of the numbers whether there may be one: nearly all that are asked for have not changed.
    private let marks: [Bool]
    /// The numbers of those that are there, ascending, by connector.
    private let present: [ConnectorID: [Int64]]

    init(_ memory: RunMemory, _ changes: [ChangedObject]) {
        self.memory = memory
        connectors = Dictionary(changes.map { ($0.number, $0.connector) }) { first, _ in first }
        var marks = Array(repeating: false, count: 65_536)
        for change in changes { marks[Self.mark(change.number)] = true }
        self.marks = marks
        present = Dictionary(grouping: changes.filter { $0.connector != nil }, by: \.connector).reduce(into: [:]) {
            if let connector = $1.key { $0[connector] = $1.value.map(\.number).sorted() }
        }
    }

    /// Whether an object may be other than it was.
    func touch(_ number: Int64) -> Bool { marks[Self.mark(number)] && connectors[number] != nil }

    private static func mark(_ number: Int64) -> Int { Int(truncatingIfNeeded: number & 65_535) }

    /// Whether an object that was touched is there still, in the same connector space.
    func isThere(_ number: Int64, in connector: ConnectorID) -> Bool {
        guard case .some(.some(let owner)) = connectors[number] else { return false }
        return owner == connector
    }

    /// The objects of a connector that were touched and are there.
    func objects(of connector: ConnectorID) -> [Int64] { present[connector] ?? [] }
}
