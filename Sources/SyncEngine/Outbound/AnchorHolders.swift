/// Which object has which source anchor, by the anchor's fingerprint.
struct AnchorHolders {
    /// Whether nobody had an anchor before: then the first by identity gets it, in whatever order objects come.
    let isFirstRun: Bool
    private let digest: EntryDigest
    private var anchors = FingerprintTable()
    /// By the numbers of anchors.
    private var holders: [MetaverseID] = []
    /// The anchors of images whose objects have others now: whoever takes one over writes over the image.
    private var left: Set<UInt64> = []

    /// Prepares for so many objects.
    init(isFirstRun: Bool, digest: EntryDigest, room: Int = 0) {
        self.isFirstRun = isFirstRun
        self.digest = digest
        anchors.reserve(room)
        holders.reserveCapacity(room)
    }

    /// The fingerprint by which an anchor is known here.
    func key(_ anchor: String) -> UInt64 {
        var anchor = anchor
        return anchor.withUTF8 { digest.digest(UnsafeRawBufferPointer($0), seed: digest.first) }
    }

    func holder(_ key: UInt64) -> MetaverseID? { anchors.number(of: key).map { holders[Int($0)] } }

    mutating func hold(_ key: UInt64, _ holder: MetaverseID) {
        let number = Int(anchors.insert(key))
        if number < holders.count { holders[number] = holder } else { holders.append(holder) }
    }

    /// Notes that the object of an image has another anchor now.
    mutating func leave(_ image: ExportImage) { left.insert(key(image.anchor)) }

    func isLeft(_ key: UInt64) -> Bool { left.contains(key) }
}
