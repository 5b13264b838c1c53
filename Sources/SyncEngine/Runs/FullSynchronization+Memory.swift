public import SyncRules

extension FullSynchronization {
    /// Computes the metaverse and the tenant's images from the connector spaces, and the metaverse and images that were;
    /// nothing is stored.
    ///
    /// `images` are what rules made last, and `exported` what targets have accepted of what rules have made: what waits is in the
    /// first alone. `writeBacks` are what is held of them for forests.
    public func run(
        spaces: [ConnectorID: [ConnectorSpaceObject]],
        metaverse: [MetaverseObject],
        images: [ExportImage] = [],
        exported: [ExportImage] = [],
        writeBacks: HeldWriteBacks = HeldWriteBacks(),
        report: (RunEvent) -> Void
    ) throws -> SynchronizationResult {
        guard let digest = EntryDigest(key: Array(0..<16)) else { return SynchronizationResult() }
        let memory = MemorySpaces(
            spaces: spaces,
            metaverse: metaverse,
            images: images,
            exported: exported,
            writeBacks: writeBacks,
            digest: digest
        )
        let counts = try run(in: memory, report: report)
        var result = SynchronizationResult()
        result.metaverse = memory.metaverse.values.sorted { $0.identifier < $1.identifier }
        result.links = memory.links
        result.images = memory.images.values.flatMap(\.values).sorted {
            ($0.anchor, $0.metaverse) < ($1.anchor, $1.metaverse)
        }
        for connector in connectors where connector.kind == .forest {
            result.writeBacks += try memory.waiting(of: connector.identity)
        }
        result.projected = counts.projected
        result.joined = counts.joined
        result.disconnected = counts.disconnected
        result.errors = counts.errors
        result.findings = counts.findings
        return result
    }
}
