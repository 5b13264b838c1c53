import Directory
import Foundation

/// Functions that turn a value of one kind into another.
enum ConversionFunctions {
    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "CStr",
            "str CStr(num or ref or bool)",
            arity: 1...1,
            "The value as text.",
            examples: [("CStr(42)", "42"), ("CStr(True)", "True")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            try Conversion.text(arguments[0], environment.range).map { .string($0) } ?? .null
        },
        FunctionDefinition(
            "CNum",
            "num CNum(str)",
            arity: 1...1,
            "The number that a text spells.",
            examples: [("CNum(\"42\") + 1", "43")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            try Conversion.number(arguments[0], environment.range).map { .number($0) } ?? .null
        },
        FunctionDefinition(
            "CBool",
            "bool CBool(exp)",
            arity: 1...1,
            "Whether a condition holds or a number is not zero; false for nothing.",
            examples: [("CBool(BitAnd(6, 2))", "True"), ("CBool(NULL)", "False")]
        ) { arguments, environment throws(EvaluationError) in
            .boolean(try Conversion.truth(arguments[0], environment.range))
        },
        FunctionDefinition(
            "CRef",
            "ref CRef(str)",
            arity: 1...1,
            "The object that a DN names.",
            examples: [("CStr(CRef(\"CN=a,DC=b\"))", "CN=a,DC=b")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            try Conversion.text(arguments[0], environment.range).map { .reference($0) } ?? .null
        },
        FunctionDefinition(
            "ConvertToBase64",
            "str ConvertToBase64(bin or str)",
            arity: 1...1,
            "Bytes in Base64; a text as Base64 of its UTF-16 form.",
            examples: [("ConvertToBase64(\"Hello world!\")", "SABlAGwAbABvACAAdwBvAHIAbABkACEA")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            if case .binary(let bytes) = arguments[0].single { return .string(Data(bytes).base64EncodedString()) }
            guard let text = try Conversion.text(arguments[0], environment.range) else { return .null }
            let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            return .string(Data(units).base64EncodedString())
        },
        FunctionDefinition(
            "ConvertToUTF8Hex",
            "str ConvertToUTF8Hex(str)",
            arity: 1...1,
            "The text's UTF-8 bytes as hexadecimal digits in capitals.",
            examples: [("ConvertToUTF8Hex(\"Hello world!\")", "48656C6C6F20776F726C6421")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            try Conversion.text(arguments[0], environment.range).map { .string(ASCII.hex($0.utf8)) } ?? .null
        },
        FunctionDefinition(
            "StringFromSid",
            "str StringFromSid(bin)",
            arity: 1...1,
            "A security identifier as S-1-… text.",
            examples: [("StringFromSid(NULL)", "NULL")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            guard case .binary(let bytes) = arguments[0].single else {
                guard arguments[0] == .null else { throw Conversion.mismatch("bytes", arguments[0], environment.range) }
                return .null
            }
            guard let sid = SecurityIdentifier(bytes: bytes) else {
                throw EvaluationError(.invalidValue, "The bytes are not a security identifier.", at: environment.range)
            }
            return .string(sid.description)
        },
        FunctionDefinition(
            "StringFromGuid",
            "str StringFromGuid(bin)",
            arity: 1...1,
            "A GUID as text in braces.",
            examples: [("StringFromGuid(NULL)", "NULL")],
            mapsOverValues: true
        ) { arguments, environment throws(EvaluationError) in
            guard case .binary(let bytes) = arguments[0].single else {
                guard arguments[0] == .null else { throw Conversion.mismatch("bytes", arguments[0], environment.range) }
                return .null
            }
            guard let guid = ObjectGUID(bytes: bytes) else {
                throw EvaluationError(.invalidValue, "The bytes are not a GUID.", at: environment.range)
            }
            return .string("{\(guid.description)}")
        },
    ]
}
