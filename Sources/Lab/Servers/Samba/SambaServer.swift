import Directory
import Foundation

/// A forest served by a real Active Directory domain controller: Samba's.
struct SambaServer: ForestServer {
    let forest: LabState.Forest
    let folder: LabFolder

    var path: String { folder.forest(forest.name) }
    var blueprint: ForestBlueprint { ForestBlueprint(name: forest.name) }
    var bindName: String { "dryad-reader@\(forest.name)" }
    var kerberos: SambaKerberos { SambaKerberos(path: path, name: forest.name, address: forest.address) }
    private var settings: String { path + "/etc/smb.conf" }
    private var database: String { "tdb://\(path)/private/sam.ldb" }

    func make(_ report: @Sendable (String) -> Void) async throws -> Int {
        guard geteuid() == 0 else {
            throw LabError(
                .cannotRun,
                "Samba's domain controller needs root, and this account is not. Use slapd instead."
            )
        }
        report("provisioning a domain controller with the Windows Server 2008 R2 schema")
        LabFolder.remove(path)
        try LabFolder.make(path)
        try await LabCertificates(folder).issue(for: "dc1.\(forest.name)", address: forest.address, into: path)
        let administrator = try LabPassword.ensure(path + "/administrator.password")
        let reader = try LabPassword.ensure(path + "/reader.password")
        try await provision()
        let configuration = SambaConfiguration(
            folder: path,
            name: forest.name,
            netbios: blueprint.netbiosName,
            address: forest.address,
            authority: folder.authority
        )
        // Provisioning writes its own smb.conf and carries only a part of the options over.
        try LabFolder.write(configuration.text, to: settings)
        for name in ["run/ncalrpc", "run/winbindd", "run/ntp", "run/dns", "cache"] {
            try LabFolder.make(path + "/" + name)
        }
        report("adding users, groups, contacts and computers")
        let population = Population(forest: blueprint).records(for: .samba)
        try await Tool("python3", package: "python3").run(
            [try Self.program("fill-domain"), settings, database, "ldap/\(forest.address)"],
            input: administrator + "\n" + reader + "\n" + LDIFWriter.write(population, hasVersion: false),
            to: "put accounts and objects into the domain"
        )
        try await kerberos.make(settings)
        return population.count
    }

    func start() async throws -> ProcessIdentity {
        let samba = try Tool("samba", package: "samba samba-ad-dc")
        let arguments = ["-s", settings, "-M", "prefork", "--option=prefork children=1", "-i", "--no-process-group"]
        return try await ServerLog.start(
            samba,
            arguments,
            output: path + "/samba.out",
            answersAt: "ldap://\(forest.address)",
            log: path + "/samba.log"
        )
    }

    func install(
        _ feature: LabFeature,
        running process: ProcessIdentity,
        _ report: @Sendable (String) -> Void
    ) async throws -> ProcessIdentity {
        guard feature == .device else {
            throw LabError(
                .cannotRun,
                "The \(feature.rawValue) extension goes into a forest that slapd serves, not into Samba's."
            )
        }
        let tool = try Tool("samba-tool", package: "samba-ad-dc samba-ad-provision python3-markdown")
        _ = try Tool("patch", package: "patch")
        report("stopping the domain controller")
        await process.stop()
        report("upgrading its schema to Windows Server 2012 R2")
        do {
            try await tool.run(
                ["domain", "schemaupgrade", "--schema=2012_R2", "-s", settings, "-H", database],
                to: "upgrade the schema of \(forest.name)"
            )
        } catch {
            // The controller goes on with what it had: a failed upgrade is rolled back.
            _ = try await start()
            throw error
        }
        report("starting it again")
        return try await start()
    }

    /// A Python program of the lab that uses Samba's own modules.
    private static func program(_ name: String) throws(LabError) -> String {
        guard let url = Bundle.module.url(forResource: name, withExtension: "py", subdirectory: "Programs") else {
            throw LabError(.resourceMissing, "The lab's file Programs/\(name).py is not there. Build Dryad again.")
        }
        return url.path(percentEncoded: false)
    }

    private func provision() async throws {
        // An empty file keeps the machine's own smb.conf out of it. The password is thrown away at once: the real ones
        // are set afterwards, since this one stands in an argument for everybody to see.
        try LabFolder.write("", to: path + "/empty.conf")
        let thrownAway = try LabPassword.ensure(path + "/provision.password")
        defer { LabFolder.remove(path + "/provision.password") }
        let tool = try Tool("samba-tool", package: "samba-ad-dc samba-ad-provision")
        try await tool.run(
            [
                "domain", "provision", "-s", path + "/empty.conf", "--targetdir=\(path)",
                "--realm=\(forest.name.uppercased())", "--domain=\(blueprint.netbiosName)",
                "--adminpass=\(thrownAway)", "--server-role=dc", "--dns-backend=NONE", "--host-name=dc1",
                "--host-ip=\(forest.address)", "--base-schema=2008_R2", "--function-level=2008_R2",
            ],
            to: "provision the domain \(forest.name)"
        )
    }
}
