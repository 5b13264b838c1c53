/// Which object has which source anchor, by the anchor's fingerprint.
struct AnchorHolders {
    /// Whether nobody had an anchor before: then the first by identity gets it, in whatever order objects come.
    let isFirstRun: Bool
    private let digest: EntryDigest
    private var anchors = FingerprintTable()
    /// By the numbers of anchors the numbers of exported objects; less than zero where it is one of the others.
    private var holders: [Int32] = []
    private let exported: ExportedNames
    /// Objects that are not among those that may be exported in this run.
    private var others: [MetaverseID] = []
    /// The anchors of images whose objects have others now: whoever takes one over writes over the image.
    private var left: Set<UInt64> = []

    /// Prepares for so many objects; `exported` shares the identities of most of them.
    init(isFirstRun: Bool, digest: EntryDigest, exported: ExportedNames, room: Int = 0) {
        self.isFirstRun = isFirstRun
        self.digest = digest
        self.exported = exported
        anchors.reserve(room)
        holders.reserveCapacity(room)
    }

    /// The fingerprint by which an anchor is known here.
    func key(_ anchor: String) -> UInt64 {
        var anchor = anchor
        return anchor.withUTF8 { digest.digest(UnsafeRawBufferPointer($0), seed: digest.first) }
    }

    func holder(_ key: UInt64) -> MetaverseID? {
        guard let number = anchors.number(of: key) else { return nil }
        let holder = Int(holders[Int(number)])
        return holder < 0 ? others[-1 - holder] : exported.identifier(holder)
    }

    mutating func hold(_ key: UInt64, _ holder: MetaverseID) {
        let own = number(of: holder)
        let anchor = Int(anchors.insert(key))
        if anchor < holders.count { holders[anchor] = own } else { holders.append(own) }
    }

    private mutating func number(of holder: MetaverseID) -> Int32 {
        if let number = exported.number(of: holder) { return number }
        others.append(holder)
        return Int32(truncatingIfNeeded: -others.count)
    }

    /// Notes that the object of an image has another anchor now.
    mutating func leave(_ image: ExportImage) { left.insert(key(image.anchor)) }

    func isLeft(_ key: UInt64) -> Bool { left.contains(key) }
}
