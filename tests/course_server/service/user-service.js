const crypto = require('node:crypto');
const UserModel = require('../models/user-model.js');
const tokenService = require('./token-service.js');
const UserDto = require('../dtos/user-dto.js');
const ApiError = require('../exceptions/api-error.js');

class UserService {
  async registration(email, password) {
    const candidate = await UserModel.findOne({ email });
    if (candidate) {
      throw ApiError.BadRequest(`Пользователь с почтовым адресом ${email} уже существует`);
    }
    const salt = crypto.randomUUID();
    const activationLink = crypto.randomUUID();
    const user = await UserModel.create({ email, salt, password: hash(password, salt), activationLink, isActivated: false });
    return this.issue(user);
  }

  async activate(activationLink) {
    const user = await UserModel.findOne({ activationLink });
    if (!user) {
      throw ApiError.BadRequest('Некорректная ссылка активации');
    }
    user.isActivated = true;
    await user.save();
  }

  async login(email, password) {
    const user = await UserModel.findOne({ email });
    if (!user) {
      throw ApiError.BadRequest('Пользователь с таким email не найден');
    }
    if (hash(password, user.salt) !== user.password) {
      throw ApiError.BadRequest('Неверный пароль');
    }
    return this.issue(user);
  }

  async logout(refreshToken) {
    return tokenService.removeToken(refreshToken);
  }

  async refresh(refreshToken) {
    if (!refreshToken) {
      throw ApiError.UnauthorizedError();
    }
    const userData = tokenService.validateRefreshToken(refreshToken);
    const tokenFromDb = await tokenService.findToken(refreshToken);
    if (!userData || !tokenFromDb) {
      throw ApiError.UnauthorizedError();
    }
    return this.issue(await UserModel.findOne({ id: userData.id }));
  }

  async getAllUsers() {
    const users = await UserModel.find();
    return users.map((user) => ({ ...new UserDto(user) }));
  }

  async issue(user) {
    const userDto = new UserDto(user);
    const tokens = tokenService.generateToken({ ...userDto });
    await tokenService.saveToken(userDto.id, tokens.refreshToken);
    return { ...tokens, user: userDto };
  }
}

function hash(password, salt) {
  return crypto.scryptSync(password, salt, 32).toString('hex');
}

module.exports = new UserService();
