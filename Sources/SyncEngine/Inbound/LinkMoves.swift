/// What a run finds to lead elsewhere than it did when the last one ended.
struct LinkMoves {
    /// For each connector's place the fingerprints of names and identifiers that lead to another metaverse object, or to one
    /// at all, or to none any more.
    private(set) var names: [Int: Set<UInt64>] = [:]
    /// For each connector's place the metaverse objects that have got an object there, lost one, or have one of another name.
    private(set) var targets: [Int: Set<MetaverseID>] = [:]
    /// The metaverse objects whose own connector space objects have changed, or are gone.
    private(set) var touched: Set<MetaverseID> = []

    /// Where an object stood: its name, the metaverse object it was linked to, and the identifiers that others refer by.
    struct Place: Equatable {
        let name: UInt64
        let target: MetaverseID?
        let identifiers: [UInt64]
    }

    /// Compares where an object stood with where it stands; nothing where it was not there, or is not.
    mutating func compare(_ before: Place?, _ now: Place?, in space: Int) {
        for target in [before?.target, now?.target] { if let target { touched.insert(target) } }
        guard before != now else { return }
        for place in [before, now] {
            guard let place, let target = place.target else { continue }
            names[space, default: []].insert(place.name)
            names[space, default: []].formUnion(place.identifiers)
            targets[space, default: []].insert(target)
        }
    }

    /// Notes an object that its rules let go of.
    mutating func unlinked(_ name: UInt64, _ identifiers: [UInt64], _ space: Int, _ target: MetaverseID) {
        touched.insert(target)
        names[space, default: []].insert(name)
        names[space, default: []].formUnion(identifiers)
        targets[space, default: []].insert(target)
    }
}
