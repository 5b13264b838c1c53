public import Foundation

/// Real servers on loopback addresses, to try things on.
///
/// The lab starts them, fills them, extends them and stops them, and touches nothing that it did not start itself.
public struct Lab: Sendable {
    /// The forests of a lab unless others are named.
    public static let standardForests = ["contoso.test", "fabrikam.test"]

    private let folder: LabFolder
    private let network: UInt8

    /// Names the folder of a lab, and the network of its addresses: they begin with 127.77 and that number.
    ///
    /// Labs that are made at the same moment need networks of their own, since an address is only known to be taken when
    /// its server listens.
    public init(folder: URL, network: UInt8 = 0) {
        self.folder = LabFolder(folder)
        self.network = network
    }

    /// Makes and starts forests; one that runs already is found and left alone.
    ///
    /// The first forest is Samba's where this machine can run it, the others slapd's; `kind` decides for all of them.
    public func up(
        _ names: [String] = standardForests,
        kind: ServerKind? = nil,
        report: @Sendable (LabEvent) -> Void
    ) async throws -> [LabForest] {
        try check(names)
        try LabFolder.make(folder.path)
        let lock = try LabLock(folder)
        defer { withExtendedLifetime(lock) {} }
        try await LabCertificates(folder).prepare()
        for (place, name) in names.enumerated() {
            let wanted = kind ?? (place == 0 ? LabCapability.current().preferred : .slapd)
            try await up(name, wanted) { report(LabEvent(forest: name, sentence: $0)) }
        }
        return try status()
    }

    /// Refuses names that are no domains, and a folder whose path is too long; nothing is made.
    public func check(_ names: [String]) throws(LabError) {
        for name in names where !Self.isDomain(name) {
            throw LabError(.invalidName, "\(name) is not the name of a domain, such as contoso.test.")
        }
        guard folder.forest(names.max { $0.count < $1.count } ?? "").utf8.count < 90 else {
            throw LabError(
                .folder,
                "The path \(folder.path) is too long for a server's socket. Put the lab into a folder with a shorter path."
            )
        }
    }

    /// The forests of the lab and which of them run.
    public func status() throws -> [LabForest] { try LabState.load(folder).forests.map(describe) }

    /// Stops every server that this lab started; its data stays.
    public func down(report: @Sendable (LabEvent) -> Void) async throws {
        guard FileManager.default.fileExists(atPath: folder.state) else { return }
        let lock = try LabLock(folder)
        defer { withExtendedLifetime(lock) {} }
        var state = try LabState.load(folder)
        for forest in state.forests {
            guard let process = forest.process else { continue }
            if process.isRunning {
                report(LabEvent(forest: forest.name, sentence: "stopping process \(process.number)"))
            }
            await process.stop()
            state[forest.name]?.process = nil
            try state.save(folder)
        }
    }

    /// Installs a feature into a forest; refused for every server that this lab did not start.
    public func install(
        _ feature: LabFeature,
        on name: String,
        report: @Sendable (LabEvent) -> Void
    ) async throws -> LabForest {
        try LabFolder.make(folder.path)
        let lock = try LabLock(folder)
        defer { withExtendedLifetime(lock) {} }
        var state = try LabState.load(folder)
        guard let forest = state[name] else {
            let known = state.forests.map(\.name).joined(separator: ", ")
            throw LabError(
                .unknownForest,
                "This lab has no forest \(name)\(known.isEmpty ? "" : "; it has \(known)"). It installs only into servers "
                    + "that it started itself: `dryad lab up`."
            )
        }
        guard let process = forest.process, process.isRunning else {
            throw LabError(
                .notOurs,
                "The server of \(name) does not run, or is not the one that this lab started; nothing was installed. Start "
                    + "it with `dryad lab up`."
            )
        }
        guard !forest.features.contains(feature) else {
            throw LabError(.alreadyInstalled, "The \(feature.rawValue) extension is in \(name) already.")
        }
        let running = try await server(of: forest).install(feature, running: process) {
            report(LabEvent(forest: name, sentence: $0))
        }
        state[name]?.process = running
        state[name]?.features.append(feature)
        try state.save(folder)
        return try describe(state[name] ?? forest)
    }

    private func up(_ name: String, _ kind: ServerKind, _ report: @Sendable (String) -> Void) async throws {
        var state = try LabState.load(folder)
        if let known = state[name] {
            if let process = known.process, process.isRunning {
                report("runs already, process \(process.number)")
                return
            }
        } else {
            let taken = Set(state.forests.map(\.address))
            let isSamba = kind == .samba
            guard !isSamba || LabCapability.current().preferred == .samba else {
                throw LabError(
                    .cannotRun,
                    "Samba cannot run here. " + LabCapability.current().sentences.joined(separator: " ")
                )
            }
            let ports: [UInt16] = isSamba ? LoopbackAddress.domainController : [3389, 3636]
            let address = try LoopbackAddress.free(network, ports: ports, taken: taken)
            let forest = LabState.Forest(
                name: name,
                kind: kind,
                address: address,
                port: ports[0],
                securePort: ports[1],
                features: [],
                objects: 0,
                process: nil
            )
            let objects = try await server(of: forest).make(report)
            state[name] = forest
            state[name]?.objects = objects
            // Written only now: a forest that is half made is made anew by the next attempt.
            try state.save(folder)
        }
        guard let forest = state[name] else { return }
        report("starting \(forest.kind == .samba ? "the domain controller" : "slapd") on \(forest.address)")
        state[name]?.process = try await server(of: forest).start()
        try state.save(folder)
    }

    private func server(of forest: LabState.Forest) -> any ForestServer {
        switch forest.kind {
        case .samba: SambaServer(forest: forest, folder: folder)
        case .slapd: SlapdServer(forest: forest, folder: folder)
        }
    }

    private func describe(_ forest: LabState.Forest) throws -> LabForest {
        let process = forest.process.flatMap { $0.isRunning ? $0.number : nil }
        let standard = forest.kind == .samba
        let kerberos = standard ? SambaServer(forest: forest, folder: folder).kerberos : nil
        return LabForest(
            name: forest.name,
            kind: forest.kind,
            url: "ldap://\(forest.address)" + (standard ? "" : ":\(forest.port)"),
            secureURL: "ldaps://\(forest.address)" + (standard ? "" : ":\(forest.securePort)"),
            bindName: server(of: forest).bindName,
            passwordFile: folder.forest(forest.name) + "/reader.password",
            keytabFile: kerberos?.keytab,
            kerberosConfigurationFile: kerberos?.configuration,
            certificateAuthorityFile: folder.authority,
            baseDN: ForestBlueprint(name: forest.name).baseDN,
            features: forest.features,
            objects: forest.objects,
            processIdentifier: process
        )
    }

    private static func isDomain(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && name == name.lowercased()
            && labels.allSatisfy { label in
                !label.isEmpty && label.count < 64 && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
            }
    }
}
