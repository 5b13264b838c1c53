import Directory
import Foundation

/// A forest served by slapd: shaped like Active Directory, needing no root.
struct SlapdServer: ForestServer {
    let forest: LabState.Forest
    let folder: LabFolder

    var path: String { folder.forest(forest.name) }
    var blueprint: ForestBlueprint { ForestBlueprint(name: forest.name) }
    var bindName: String { "CN=dryad-reader,CN=Users,\(blueprint.baseDN)" }
    var socketURL: String { "ldapi://" + (path + "/ldapi").replacing("%", with: "%25").replacing("/", with: "%2F") }

    func make(_ report: @Sendable (String) -> Void) async throws -> Int {
        report("putting the forest's entries into slapd")
        LabFolder.remove(path)
        try LabFolder.make(path + "/db")
        try LabFolder.make(path + "/slapd.d")
        try await LabCertificates(folder).issue(for: "dc1.\(forest.name)", address: forest.address, into: path)
        let slapd = try Tool("slapd", package: "slapd")
        let builtIn = try await SlapdBuiltIns.read(slapd, scratch: path + "/probe")
        let schemaRecords = try blueprint.schemaRecords()
        let schema = SlapdSchema(schemaRecords, builtIn: builtIn)
        let configuration = SlapdConfiguration(
            folder: path,
            baseDN: blueprint.baseDN,
            reader: bindName,
            authority: folder.authority
        )
        try LabFolder.write(schema.configuration(), to: path + "/forest.schema")
        try LabFolder.write(rootEntry(), to: path + "/rootdse.ldif")
        try LabFolder.write(configuration.text, to: path + "/slapd.conf")
        let population = Population(forest: blueprint).records(for: .slapd)
        let seed = SlapdSeed(blueprint.frameRecords() + schemaRecords + [try reader()] + population)
        try LabFolder.write(seed.text, to: path + "/seed.ldif")
        let slapadd = try Tool("slapadd", package: "slapd")
        try await slapadd.run(
            ["-q", "-w", "-f", path + "/slapd.conf", "-b", blueprint.baseDN, "-l", path + "/seed.ldif"],
            to: "put the forest's entries in"
        )
        LabFolder.remove(path + "/seed.ldif")
        return population.count
    }

    func start() async throws -> ProcessIdentity {
        let slapd = try Tool("slapd", package: "slapd")
        let urls = [
            "ldap://\(forest.address):\(forest.port)", "ldaps://\(forest.address):\(forest.securePort)", socketURL,
        ]
        let isConverted = FileManager.default.fileExists(atPath: path + "/slapd.d/cn=config.ldif")
        let arguments =
            (isConverted ? [] : ["-f", path + "/slapd.conf"])
            + ["-F", path + "/slapd.d", "-h", urls.joined(separator: " "), "-d", "0"]
        let log = path + "/slapd.log"
        return try await ServerLog.start(slapd, arguments, output: log, answersAt: urls[0], log: log)
    }

    func install(
        _ feature: LabFeature,
        running process: ProcessIdentity,
        _ report: @Sendable (String) -> Void
    ) async throws -> ProcessIdentity {
        report("adding the \(feature.rawValue) extension to the running slapd")
        try await SlapdInstallation(server: self).install(feature)
        return process
    }

    private func rootEntry() -> String {
        // What slapd says of itself it says better than a file.
        let own: Set<AttributeName> = [
            "objectClass", "namingContexts", "supportedLDAPVersion", "supportedControl", "subschemaSubentry",
        ]
        let record = blueprint.rootDSERecord()
        let values =
            [LDIFRecord.Value(name: "objectClass", bytes: Array(SlapdSchema.anything.utf8))]
            + record.values.filter { !own.contains($0.name) }
        return "dn:\n" + values.map { LDIFWriter.line($0.name.spelling, $0.bytes) }.joined()
    }

    private func reader() throws(LabError) -> LDIFRecord {
        let password = try LabPassword.ensure(path + "/reader.password")
        let values =
            ["top", "person", "organizationalPerson", "user"].map { ("objectClass", $0) }
            + [
                ("cn", "dryad-reader"), ("sAMAccountName", "dryad-reader"), ("userPassword", password),
                ("isCriticalSystemObject", "TRUE"), ("userAccountControl", "512"),
                ("description", "reads the forest for Dryad"),
            ]
        return LDIFRecord(
            dn: bindName,
            values: values.map { LDIFRecord.Value(name: AttributeName($0.0), bytes: Array($0.1.utf8)) }
                + [.init(name: "objectGUID", bytes: Array("dryad-reader-001".utf8))]
        )
    }
}
