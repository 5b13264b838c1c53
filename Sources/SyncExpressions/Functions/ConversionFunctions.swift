import Directory

/// Functions that turn a value of one kind into another.
enum ConversionFunctions {
    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "CStr",
            .conversion,
            [FunctionParameter("value", .value([.number, .reference, .boolean, .text]))],
            gives: .text,
            "A value as text.",
            edges: ["Of nothing comes nothing; bytes are an error."],
            [FunctionExample("CStr(42)", "\"42\""), FunctionExample("CStr(True)", "\"True\"")]
        ) { call throws(EvaluationError) in try call.text(0).map { .string($0) } ?? .null },
        FunctionDefinition(
            "CNum",
            .conversion,
            [FunctionParameter("text", .value([.text, .number]))],
            gives: .number,
            "The number that a text spells.",
            edges: ["Of nothing comes nothing; a text that is no whole number is an error."],
            [
                FunctionExample("CNum(\"42\") + 1", "43"),
                FunctionExample("CNum(\"4a\")", "error: \"4a\" is not a number."),
            ]
        ) { call throws(EvaluationError) in try call.number(0).map { .number($0) } ?? .null },
        FunctionDefinition(
            "CBool",
            .conversion,
            [FunctionParameter("value", .value([.boolean, .number]))],
            gives: .boolean,
            "Whether a condition holds, or a number is not 0.",
            edges: ["False for nothing."],
            [FunctionExample("CBool(BitAnd(6, 2))", "True"), FunctionExample("CBool(NULL)", "False")]
        ) { call throws(EvaluationError) in .boolean(try Conversion.truth(call[0], call.range)) },
        FunctionDefinition(
            "CRef",
            .conversion,
            [FunctionParameter("text", .value([.text, .reference]))],
            gives: .reference,
            "The object that a DN names.",
            edges: ["Of nothing comes nothing; a text that is no DN is an error."],
            [
                FunctionExample("CRef([dn])", "<CN=a,DC=b>", ["dn": .string("CN=a,DC=b")]),
                FunctionExample("CRef(\"a\")", "error: The text is not a distinguished name."),
            ]
        ) { call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .null }
            // Whether the whole name is one is seen where its parts are used; here it would be read twice for each object.
            guard text.utf8.contains(UInt8(ascii: "=")) else {
                throw call.invalid("The text is not a distinguished name.")
            }
            return .reference(text)
        },
        FunctionDefinition(
            "CDate",
            .conversion,
            [FunctionParameter("text", .value([.text, .date]))],
            gives: .date,
            "The moment that a text describes, in UTC.",
            edges: [
                "A date, then a time, then a zone; time and zone may be missing. Without a zone the time is UTC.",
                "In `1/10/2013` the month stands first.", "Of nothing comes nothing; what is no date is an error.",
            ],
            [
                FunctionExample("CDate(\"2013-01-10 4:00 PM -8\")", "2013-01-11 00:00:00"),
                FunctionExample("CDate(\"2013-01-10T16:00:00+01:00\")", "2013-01-10 15:00:00"),
                FunctionExample("CDate(\"today\")", "error: \"today\" is not a date."),
            ]
        ) { call throws(EvaluationError) in
            if case .date = call[0].single { return call[0] }
            guard let text = try call.text(0) else { return .null }
            guard let time = DateReader.read(text) else { throw call.invalid("\"\(text)\" is not a date.") }
            return .date(time)
        },
        FunctionDefinition(
            "CGuid",
            .conversion,
            [.text("text")],
            gives: .binary,
            "The 16 bytes of a GUID that is written with dashes, in braces or not.",
            edges: ["The bytes stand as in objectGUID.", "Of nothing comes nothing; what is no GUID is an error."],
            [
                FunctionExample(
                    "CGuid(\"{00112233-4455-6677-8899-aabbccddeeff}\")",
                    "0x33221100554477668899AABBCCDDEEFF"
                )
            ]
        ) { call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .null }
            guard let bytes = GuidText.bytes(text) else { throw call.invalid("\"\(text)\" is not a GUID.") }
            return .binary(bytes)
        },
        FunctionDefinition(
            "StringFromSid",
            .conversion,
            [.binary("sid")],
            gives: .text,
            "A security identifier as `S-1-…`.",
            edges: ["Of nothing comes nothing; other bytes are an error."],
            [
                FunctionExample(
                    "StringFromSid([objectSid])",
                    "\"S-1-5-32-544\"",
                    ["objectSid": .binary([1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0])]
                )
            ]
        ) { call throws(EvaluationError) in
            guard let bytes = try call.binary(0) else { return .null }
            guard let sid = SecurityIdentifier(bytes: bytes) else {
                throw call.invalid("The bytes are not a security identifier.")
            }
            return .string(sid.description)
        },
        FunctionDefinition(
            "StringFromGuid",
            .conversion,
            [.binary("guid")],
            gives: .text,
            "The 16 bytes of a GUID as text in braces.",
            edges: ["Of nothing comes nothing; other bytes are an error."],
            [
                FunctionExample(
                    "StringFromGuid(CGuid(\"00112233-4455-6677-8899-aabbccddeeff\"))",
                    "\"{00112233-4455-6677-8899-aabbccddeeff}\""
                )
            ]
        ) { call throws(EvaluationError) in
            guard let bytes = try call.binary(0) else { return .null }
            guard let guid = ObjectGUID(bytes: bytes) else { throw call.invalid("The bytes are not a GUID.") }
            return .string("{\(guid.description)}")
        },
        FunctionDefinition(
            "Guid",
            .conversion,
            [],
            gives: .text,
            "A new GUID as text.",
            edges: ["In a synchronization run it is the empty GUID every time, so that a run can be repeated."],
            [FunctionExample("IsGuid(Guid())", "True")],
            body: .ambient { _, environment throws(EvaluationError) in .string(environment.guid()) }
        ),
    ]
}
