import Directory

/// Functions on X.509 certificates, such as the values of `userCertificate`.
enum CertificateFunctions {
    static let all: [FunctionDefinition] =
        names + algorithms + [
            asks("CertFormat", .text, "The name of the certificate's format.", "\"X509\"") { _ in .string("X509") },
            asks(
                "CertFriendlyName",
                .text,
                "The name that a certificate store gives the certificate.",
                "\"\"",
                edges: ["A certificate in a directory has none: the empty text."]
            ) { _ in .string("") },
            hash("CertHashString"), hash("CertThumbprint"),
            asks(
                "CertSerialNumber",
                .text,
                "The serial number as hexadecimal digits in capitals.",
                "\"1BEDC830D1C2AE81ED31DBBEDF2272A64698526B\""
            ) { .string(ASCII.hex($0.serialNumber)) },
            asks(
                "CertNotBefore",
                .date,
                "From when on the certificate is valid.",
                "2025-01-01 00:00:00",
                edges: ["The product gives local time, this gives UTC."]
            ) { .date($0.notBefore) },
            asks(
                "CertNotAfter",
                .date,
                "Until when the certificate is valid.",
                "2035-01-01 00:00:00",
                edges: ["The product gives local time, this gives UTC."]
            ) { .date($0.notAfter) },
            asks("CertVersion", .number, "The version of the certificate's format, counted from 1.", "3") {
                .number($0.version)
            },
            FunctionDefinition(
                "CertExtensionOids",
                .certificate,
                [.binary("certificate")],
                gives: .text,
                several: true,
                "The object identifiers of all extensions.",
                edges: edges,
                [FunctionExample("CertExtensionOids([userCertificate])", "{\"2.5.29.17\", \"2.5.29.14\"}", example)]
            ) { call throws(EvaluationError) in
                guard let document = try read(call) else { return .null }
                return .gathering(document.extensionIdentifiers.map { .string($0) })
            },
            FunctionDefinition(
                "IsCert",
                .certificate,
                [FunctionParameter("certificate", .value([.binary, .text]))],
                gives: .boolean,
                "Whether bytes are an X.509 certificate, in DER or in Base64.",
                edges: ["False for nothing.", "Whether it is valid and who signed it is not asked."],
                [
                    FunctionExample("IsCert([userCertificate])", "True", example),
                    FunctionExample("IsCert(NULL)", "False"),
                ]
            ) { call throws(EvaluationError) in
                guard let bytes = bytes(call[0].single) else { return .boolean(false) }
                return .boolean(CertificateDocument(bytes: bytes) != nil)
            },
        ]

    private static let names: [FunctionDefinition] = [
        asks("CertSubject", .text, "Whose the certificate is, as a distinguished name.", name, edges: written) {
            .string($0.subject.text)
        },
        asks("CertSubjectNameDN", .text, "Whose the certificate is, as a distinguished name.", name, edges: written) {
            .string($0.subject.text)
        },
        asks("CertIssuer", .text, "Who signed the certificate, as a distinguished name.", name, edges: written) {
            .string($0.issuer.text)
        },
        asks("CertIssuerDN", .text, "Who signed the certificate, as a distinguished name.", name, edges: written) {
            .string($0.issuer.text)
        },
        asks("CertSubjectNameOid", .text, "The object identifier of the subject's name.", "NULL", edges: noOid) { _ in
            .null
        },
        asks("CertIssuerOid", .text, "The object identifier of the issuer's name.", "NULL", edges: noOid) { _ in .null
        },
        FunctionDefinition(
            "CertNameInfo",
            .certificate,
            [
                .binary("certificate"),
                FunctionParameter("kind", .word(CertificateNameKind.allCases.map(\.rawValue))),
                FunctionParameter("ofIssuer", .value(.boolean)),
            ],
            gives: .text,
            "One of the names of a certificate's subject or issuer.",
            edges: edges + ["The empty text where there is no such name.", "The kind stands in quotes."],
            [
                FunctionExample("CertNameInfo([userCertificate], \"SimpleName\", False)", "\"Joe Doe\"", example),
                FunctionExample(
                    "CertNameInfo([userCertificate], \"UpnName\", False)",
                    "\"joe@corp.contoso.test\"",
                    example
                ),
                FunctionExample("CertNameInfo([userCertificate], \"EmailName\", True)", "\"\"", example),
            ]
        ) { call throws(EvaluationError) in
            guard let document = try read(call) else { return .null }
            guard let kind = CertificateNameKind(rawValue: try call.string(1)) else {
                throw call.invalid("There is no such kind of name.")
            }
            return .string(kind.name(in: document, ofIssuer: try Conversion.truth(call[2], call.range)))
        },
    ]

    private static let algorithms: [FunctionDefinition] = [
        asks(
            "CertKeyAlgorithm",
            .text,
            "The object identifier of the key's algorithm.",
            "\"1.2.840.10045.2.1\""
        ) { .string($0.keyAlgorithm.oid) },
        asks(
            "CertKeyAlgorithmParams",
            .text,
            "The parameters of the key's algorithm, as hexadecimal digits of their DER.",
            "\"06082A8648CE3D030107\""
        ) { .string(ASCII.hex($0.keyAlgorithm.parameters)) },
        asks("CertPublicKeyOid", .text, "The object identifier of the public key.", "\"1.2.840.10045.2.1\"") {
            .string($0.keyAlgorithm.oid)
        },
        asks(
            "CertPublicKeyParametersOid",
            .text,
            "The object identifier of the public key's parameters.",
            "\"1.2.840.10045.2.1\"",
            edges: [".NET gives the identifier of the key's algorithm here too."]
        ) { .string($0.keyAlgorithm.oid) },
        asks(
            "CertSignatureAlgorithmOid",
            .text,
            "The object identifier of the algorithm with which the certificate is signed.",
            "\"1.2.840.10045.4.3.2\""
        ) { .string($0.signatureAlgorithm.oid) },
    ]

    private static let name = "\"CN=Joe Doe, OU=Sales, O=\\\"Contoso, Inc\\\", C=NL\""
    private static let edges = ["Of nothing comes nothing; bytes that are no certificate are an error."]
    private static let written = ["It is written as Windows writes it: the most specific part first, values in quotes."]
    private static let noOid = [".NET knows none for names that it reads from a certificate: NULL."]
    private static let example: [String: ExpressionValue] = ["userCertificate": .binary(ExampleCertificate.bytes)]

    private static func hash(_ name: String) -> FunctionDefinition {
        asks(
            name,
            .text,
            "The SHA-1 of the certificate as hexadecimal digits in capitals.",
            "\"03703CB084BEEB8936BADC4379CA647185E789B2\""
        ) { .string($0.thumbprint) }
    }

    private static func asks(
        _ name: String,
        _ result: ValueTypes,
        _ summary: String,
        _ example: String,
        edges more: [String] = [],
        _ answer: @escaping @Sendable (CertificateDocument) -> ExpressionValue
    ) -> FunctionDefinition {
        FunctionDefinition(
            name,
            .certificate,
            [.binary("certificate")],
            gives: result,
            summary,
            edges: more + edges,
            [FunctionExample("\(name)([userCertificate])", example, Self.example)]
        ) { call throws(EvaluationError) in try read(call).map(answer) ?? .null }
    }

    private static func bytes(_ value: ExpressionValue) -> [UInt8]? {
        switch value {
        case .binary(let bytes): bytes
        case .string(let text): Array(text.utf8)
        default: nil
        }
    }

    private static func read(_ call: FunctionCall) throws(EvaluationError) -> CertificateDocument? {
        let value = call[0].single
        guard !value.isNull else { return nil }
        guard let bytes = bytes(value) else { throw Conversion.mismatch("a certificate", value, call.range) }
        guard let document = CertificateDocument(bytes: bytes) else {
            throw call.invalid("The bytes are not an X.509 certificate.")
        }
        return document
    }
}
